// Why a record cannot be cut into fields, and where: csv-parse says the field, these the byte.

import { Buffer } from "@newsclf-internal/platform";
import type { CastingContext, CsvError } from "csv-parse";
import type { CsvDialect } from "./csv-dialect.ts";

const [LF, CR] = [10, 13] as const;

type CsvLines = Pick<CsvDialect, "comment" | "lineEnds">;

export interface CsvFault {
  readonly kind: "open quote" | "quoted rows" | "stray quote" | "text after quote" | "field too long" | "bad byte";
  /** Fields before the bad one. */
  readonly numFields: number;
  /** Where things went wrong: for an open quote, that quote. */
  readonly at: number;
  /** The quote in a later line that has text after it, or that closes quoted rows; -1 where there is none. */
  readonly closedAt: number;
}

/**
 * @param base - Where csv-parse began.
 * @param before - Where the last record ended.
 */
export function locateFault(
  error: CsvError,
  bytes: Buffer,
  base: number,
  before: number,
  dialect: CsvDialect,
): CsvFault {
  const { index: numFields, bytes: end } = error as CsvError & Pick<CastingContext, "index" | "bytes">;
  const afterDelimiter = base + end + Buffer.byteLength(dialect.delimiter);
  const start = numFields === 0 ? skipBlank(bytes, before, dialect) : afterDelimiter;
  const fault = { numFields, at: start, closedAt: -1 };
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return { ...fault, kind: "open quote" };
    case "CSV_MAX_RECORD_SIZE":
      return { ...fault, kind: "field too long" };
    case "INVALID_OPENING_QUOTE":
      return { ...fault, kind: "stray quote", at: bytes.indexOf(dialect.quote!, start) };
    case "CSV_INVALID_CLOSING_QUOTE": {
      const closedAt = closingQuote(bytes, start, dialect);
      // A quote that opens the field of a later row closes nothing: rows in between are no part of this one.
      const field = bytes.subarray(start, closedAt);
      if (field.includes(LF) || field.includes(CR)) return { ...fault, kind: "open quote", closedAt };
      return { ...fault, kind: "text after quote", at: closedAt };
    }
    default:
      throw error;
  }
}

/** @param start - Of the quoted field. */
function closingQuote(bytes: Buffer, start: number, dialect: CsvDialect): number {
  const [end, before] = [dialect.quote!.charCodeAt(0), dialect.escape.charCodeAt(0)];
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === before && (end !== before || bytes[at + 1] === end)) at++;
    else if (bytes[at] === end) return at;
  }
  return bytes.length;
}

/** Past line ends and lines that are no records. */
export function skipBlank(bytes: Buffer, from: number, { comment, lineEnds }: CsvLines): number {
  const hasCr = lineEnds.includes("\r");
  // In a file of other line ends a lone CR is text.
  const isLineEnd = (at: number): boolean => bytes[at] === LF || (bytes[at] === CR && (hasCr || bytes[at + 1] === LF));
  let at = from;
  for (;;) {
    while (isLineEnd(at)) at++;
    if (comment === null || bytes[at] !== comment.charCodeAt(0)) return at;
    while (at < bytes.length && !isLineEnd(at)) at++;
  }
}
