// What goes wrong inside a CSV file, in our words.

import type { CsvError } from "csv-parse";
import { countInHeader, detectDelimiter } from "./csv-sniff.ts";
import { DataError, escapeText, quoteText } from "./data-error.ts";
import { findInvalidUtf8 } from "./utf8.ts";

/** How far the parser is. */
export interface Parsed {
  /** Of the complete records. */
  lines: number;
  header: readonly string[] | undefined;
}

/** A delimiter that was given but leaves the header whole, where another one would split it. */
export function checkDelimiter(
  header: readonly string[],
  headText: string,
  given: string | undefined,
  place: string,
): void {
  if (given === undefined || header.length > 1) return;
  const better = detectDelimiter(headText);
  const count = countInHeader(headText, better);
  if (better === given || count === 0) return;
  const shown = better === "\t" ? "\\t" : better;
  throw new DataError("CSV_DELIMITER", `one column found; line 1 has ${count} "${shown}"`, {
    place,
    fix: `--delimiter "${shown}"`,
  });
}

export function wrongColumns(
  record: string[],
  header: string[],
  delimiter: string,
  place: string,
  line: number,
): DataError {
  const message = `expected ${header.length} columns, found ${record.length}`;
  const fix =
    record.length > header.length
      ? `quote the field that contains the "${delimiter}", or use --on-bad-row=skip to drop and count such rows`
      : "add the missing fields, or use --on-bad-row=skip to drop and count such rows";
  return new DataError("CSV_COLUMNS", message, {
    place,
    excerpt: `${line} | ${escapeText(record.join(delimiter))}`,
    fix,
  });
}

/** Parser and decoder errors in our words; others as they are. */
export async function explain(
  error: unknown,
  path: string,
  name: string,
  { lines, header }: Parsed,
  encoding: string | undefined,
): Promise<unknown> {
  const { column } = error as CsvError;
  const code: string = (error as CsvError).code;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA" && encoding === undefined) {
    const { line, byte, value } = await findInvalidUtf8(path);
    const hex = value.toString(16).toUpperCase().padStart(2, "0");
    return new DataError("CSV_UTF8", `0x${hex} is not valid UTF-8`, {
      place: `${name}:${line} byte ${byte}`,
      fix: "--encoding latin1",
    });
  }
  const field = typeof column === "number" ? (header?.[column] ?? String(column + 1)) : String(column);
  const place = `${name}:${lines + 1}`;
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    const message = `quote opened in column ${quoteText(field)} never closed (read to line ${(error as { lines?: number }).lines})`;
    return new DataError("CSV_QUOTE_OPEN", message, {
      place,
      fix: 'close the quote, or double it ("") inside a quoted field',
    });
  }
  if (code === "INVALID_OPENING_QUOTE" || code === "CSV_INVALID_CLOSING_QUOTE") {
    const what = code === "INVALID_OPENING_QUOTE" ? "quote inside unquoted field" : "text after closing quote";
    return new DataError("CSV_QUOTE", `column ${quoteText(field)}: ${what}`, {
      place,
      fix: 'double it ("") and quote the field, or --relax-quotes',
    });
  }
  return error;
}
