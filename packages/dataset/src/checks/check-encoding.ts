// Text damaged on its way into the file.

import type { CheckResult } from "../check-report.ts";
import { counted, percent, result } from "./_result.ts";

/** One damaged text in a thousand may be a quotation; more come from a wrong step, and split words in two. */
const MAX_MOJIBAKE_SHARE = 0.001;

/** Entities are whole, so that a model can learn to skip them; a few do no harm. */
const MAX_ENTITY_SHARE = 0.01;

// UTF-8 read as Windows-1252: a lead byte of two or three, then continuation bytes as that code page shows them. é
// becomes Ã©, a curly quote â€œ. Also the mark of a decoder that gave up.
const CONTINUATION =
  "[\\u0080-\\u00bf\\u20ac\\u201a\\u0192\\u201e\\u2026\\u2020\\u2021\\u02c6\\u2030\\u0160\\u2039\\u0152\\u017d\\u2018\\u2019\\u201c\\u201d\\u2022\\u2013\\u2014\\u02dc\\u2122\\u0161\\u203a\\u0153\\u017e\\u0178]";
const MOJIBAKE = new RegExp(`[\\u00c2-\\u00df]${CONTINUATION}|[\\u00e0-\\u00ef]${CONTINUATION}{2}|\\ufffd`);

/** `&amp;`, `&#39;`, `&#x27;`, and ` #39;`, which is what is left when the ampersand was dropped. */
const ENTITY = /&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|(?:^|\s)#\d{2,5};/i;

export function checkEncoding(texts: readonly string[]): CheckResult[] {
  const rowsWith = (pattern: RegExp): number[] => [...texts.keys()].filter((row) => pattern.test(texts[row]!));
  const checked = (code: string, rows: number[], what: string, most: number, fix: string): CheckResult => {
    const share = rows.length / Math.max(1, texts.length);
    const message =
      rows.length === 0 ? `no text has ${what}` : `${counted(rows.length, "text")} (${percent(share)}) with ${what}`;
    return result(code, share > most ? "warn" : "pass", message, rows, fix);
  };
  return [
    checked(
      "DATA_MOJIBAKE",
      rowsWith(MOJIBAKE),
      "characters of a wrong decoding, such as Ã© for é",
      MAX_MOJIBAKE_SHARE,
      "read the original file with its own encoding",
    ),
    checked(
      "DATA_HTML_ENTITY",
      rowsWith(ENTITY),
      "HTML entities, such as &amp; or #39;",
      MAX_ENTITY_SHARE,
      "decode them before training, and before predicting",
    ),
  ];
}
