// The rules by which a CSV file is cut into fields, and how csv-parse is told of them.

import type { Options } from "csv-parse";

export interface CsvDialect {
  /** One character or more; no quote, no line end. */
  readonly delimiter: string;
  /** One character; null: quotes are text. */
  readonly quote: string | null;
  /** What stands before a quote that is text: the quote itself where quotes are doubled. */
  readonly escape: string;
  /** Take quotes inside unquoted fields, and text after a closing quote in the same line, as they are. */
  readonly relaxQuotes: boolean;
  /** Begins lines that are no records; null: nothing does. */
  readonly comment: string | null;
  /** What ends a row outside quotes. */
  readonly lineEnds: readonly string[];
  readonly maxFieldBytes: number;
}

/** Any of them may end a row; in a file of others a lone CR may be text. */
export const ALL_LINE_ENDS: readonly string[] = ["\r\n", "\n", "\r"];

/** Where they cut columns, quotes that hold line ends may be text. */
export const RARE_IN_TEXT: readonly string[] = ["\t", "|"];

/** @param numFields - Of a good record, which bounds how much is kept of one that does not end. */
export function csvOptions(dialect: CsvDialect, numFields: number): Options {
  return {
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.escape,
    relax_quotes: dialect.relaxQuotes,
    comment: dialect.comment,
    comment_no_infix: true,
    record_delimiter: [...dialect.lineEnds],
    max_record_size: numFields * dialect.maxFieldBytes,
    relax_column_count: true,
    skip_empty_lines: true,
  };
}
