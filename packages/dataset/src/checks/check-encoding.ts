// Text damaged on its way into the file.

import { isMojibake } from "./_mojibake.ts";
import { counted, percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";

/** One damaged text in a thousand may be a quotation; more come from a wrong step, and split words in two. */
const MAX_MOJIBAKE_SHARE = 0.001;

/** Entities are whole, so that a model can learn to skip them; a few do no harm. */
const MAX_ENTITY_SHARE = 0.01;

/** Inside a text a mark is left over from files that were joined. It does no harm, but the joining may have done some. */
const MAX_MARK_SHARE = 0.01;

/** `&amp;`, `&#39;`, `&#x27;`, and ` #39;`, which is what is left when the ampersand was dropped. */
const ENTITY = /&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|(?:^|\s)#\d{2,5};/i;

export function checkEncoding(texts: readonly string[]): CheckResult[] {
  const rowsWhere = (holds: (text: string) => boolean): number[] =>
    [...texts.keys()].filter((row) => holds(texts[row]!));
  const checked = (code: string, rows: number[], what: string, most: number, fix: string): CheckResult => {
    const share = rows.length / Math.max(1, texts.length);
    const message =
      rows.length === 0 ? `no text has ${what}` : `${counted(rows.length, "text")} (${percent(share)}) with ${what}`;
    return result(code, share > most ? "warn" : "pass", message, rows, fix);
  };
  return [
    checked(
      "DATA_MOJIBAKE",
      rowsWhere(isMojibake),
      "characters of a wrong decoding, such as Ã© for é",
      MAX_MOJIBAKE_SHARE,
      "read the original file with its own encoding",
    ),
    checked(
      "DATA_HTML_ENTITY",
      rowsWhere((text) => ENTITY.test(text)),
      "HTML entities, such as &amp; or #39;",
      MAX_ENTITY_SHARE,
      "decode them before training, and before predicting",
    ),
    checked(
      "DATA_BYTE_ORDER_MARK",
      rowsWhere((text) => text.includes("\ufeff")),
      "a byte order mark (U+FEFF) inside",
      MAX_MARK_SHARE,
      "remove it, and look whether the files were joined well",
    ),
  ];
}
