// What people are told of CSV rows that cannot be read.

import { NewsclfError, type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { quoteText } from "../../escape-text.ts";
import type { TextWindow } from "../bytes/text-window.ts";
import { describeTooLong, orSkip } from "./_bad-row-words.ts";
import type { CsvFault } from "./_csv-faults.ts";
import type { CsvRecord } from "./_plain-records.ts";

import type { CsvDialect } from "./csv-dialect.ts";

/** What errors need to know. */
export interface CsvPlace {
  readonly window: TextWindow;
  readonly dialect: CsvDialect;
  readonly columns: readonly string[];
  readonly name: string;
}

export const FAULT_CODES: Readonly<Record<CsvFault["kind"], string>> = {
  "open quote": "CSV_QUOTE_OPEN",
  "quoted rows": "CSV_QUOTE_OPEN",
  "stray quote": "CSV_QUOTE",
  "text after quote": "CSV_QUOTE",
  "field too long": "CSV_FIELD_TOO_LONG",
  "bad byte": "CSV_UTF8",
};

const BACKSLASH = 92;
/** As databases write a quote that is text. */
const BY_BACKSLASH = sentence`${setting("escape", "\\")}: a backslash stands before the quote`;

export function describeColumns(
  { window, columns, dialect: { delimiter } }: CsvPlace,
  { start, fields }: CsvRecord,
  record: number,
): NewsclfError {
  const separator = delimiter === "," ? "comma" : quoteText(delimiter);
  const repair =
    fields.length > columns.length ? `quote the field that contains the ${separator}` : "add the missing fields";
  return new NewsclfError("CSV_COLUMNS", `expected ${columns.length} columns, found ${fields.length}`, {
    place: window.place(start, record),
    excerpt: window.excerpt(start),
    fix: orSkip(repair),
  });
}

/** @param record - 0 for the header. */
export function describeFault(
  { window, columns, name, dialect: { quote, maxFieldBytes } }: CsvPlace,
  { kind, at, closedAt, numFields }: CsvFault,
  record: number,
): NewsclfError {
  if (kind === "bad byte") return window.describeInvalid(at);
  const line = `${name}:${window.lineOf(at)}`;
  const excerpt = window.excerpt(at);
  const opened = `quote opened in column ${quoteText(columns[numFields] ?? String(numFields + 1))}`;
  if (kind === "open quote" || kind === "quoted rows") {
    const last = closedAt < 0 ? window.lastLine : window.lineOf(closedAt);
    const message = {
      "open quote": `${opened} never closed (${closedAt < 0 ? `read to line ${last}` : `line ${last} has text after a quote`})`,
      "quoted rows": `${opened} closed in line ${last}, and each line to there is a row of ${columns.length} columns`,
    }[kind];
    const fix = sentence`close it, or double it ("") inside a quoted field; where quotes are text, ${setting("quote")} none`;
    return new NewsclfError("CSV_QUOTE_OPEN", message, { place: line, excerpt, fix });
  }
  const inQuotes = quote !== null && window.bytes[at] === quote.charCodeAt(0) ? `; ${opened} in this line` : "";
  const isEscaped = window.bytes[at - 1] === BACKSLASH;
  const [message, fix] = {
    "stray quote": [
      `column ${numFields + 1}: quote inside unquoted field`,
      isEscaped ? BY_BACKSLASH : sentence`double it ("") and quote the field, or ${setting("relaxQuotes", true)}`,
    ],
    "text after quote": [
      `column ${numFields + 1}: text after closing quote`,
      isEscaped ? BY_BACKSLASH : sentence`double quotes ("") inside the field, or ${setting("relaxQuotes", true)}`,
    ],
    "field too long": [
      describeTooLong("field", maxFieldBytes, inQuotes),
      orSkip(sentence`close the quote if one is open, raise ${setting("maxFieldBytes")}`),
    ],
  }[kind] as [Sentence, Sentence];
  const place = record === 0 ? line : window.place(at, record);
  return new NewsclfError(FAULT_CODES[kind], message, { place, excerpt, fix });
}
