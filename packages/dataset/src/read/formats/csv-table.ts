// A CSV file as a table: header, checked rows, and what is wrong with the others.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { parse } from "@newsclf-internal/platform";
import type { CsvError, InfoRecord } from "csv-parse";
import { HEAD_BYTES } from "../bytes/decode-text.ts";
import type { TextWindow } from "../bytes/text-window.ts";
import type { Table, TableBlock, TableContext } from "../table.ts";
import { type CsvPlace, describeColumns, describeFault, FAULT_CODES } from "./_csv-errors.ts";
import { locateFault } from "./_csv-faults.ts";
import { CsvRecords } from "./_csv-records.ts";
import { countInHeader, detectDelimiter, firstLineEnd, NO_DELIMITER } from "./_detect-delimiter.ts";
import { ALL_LINE_ENDS, type CsvDialect, csvOptions } from "./csv-dialect.ts";

/** Of a header, which may have any number. */
const MAX_COLUMNS = 10_000;

/** How to read a CSV file. */
export interface CsvTableOptions {
  /** Detected among `, ; tab |` when absent. */
  readonly delimiter?: string | undefined;
  /** One character; null: quotes are text. Default `"`. */
  readonly quote?: string | null | undefined;
  /** One character that stands before a quote that is text. Default: the quote itself. */
  readonly escape?: string | undefined;
  /** Take quotes inside unquoted fields, and text after a closing quote in the same line, as they are. Default false. */
  readonly relaxQuotes?: boolean | undefined;
  /** One character that begins lines to leave out. Default: none. */
  readonly comment?: string | undefined;
  /** Lines before the header to leave out. Default 0. */
  readonly skipLines?: number | undefined;
  /** Whether the first record has the names of the columns. Default true. */
  readonly header?: boolean | undefined;
  /** Names of the columns of a file without a header. Default: their numbers, from 1. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * @param window - Advanced once, so that it holds the header line.
 * @throws NewsclfError of the CSV family; RangeError for an option that cannot be one.
 */
export async function openCsvTable(
  window: TextWindow,
  { name, badRows, limit, maxFieldBytes }: TableContext,
  options: CsvTableOptions,
): Promise<Table> {
  checkOptions(options);
  await skipLines(window, options.skipLines ?? 0);
  const given = options.delimiter === "\\t" ? "\t" : (options.delimiter ?? readSeparatorLine(window));
  const { quote = '"', relaxQuotes = false, comment = null } = options;
  const head = withoutComments(window.bytes.toString("utf8", window.position, HEAD_BYTES), comment);
  const dialect: CsvDialect = {
    ...{ delimiter: given ?? detectDelimiter(head), quote, relaxQuotes, comment, maxFieldBytes },
    escape: options.escape ?? quote ?? '"',
    lineEnds: firstLineEnd(head) === "\r" ? ALL_LINE_ENDS : ["\r\n", "\n"],
  };
  const { columns, start } = await readColumns(window, dialect, options, name);
  if (given !== undefined && columns.length === 1) checkDelimiter(head, given, name, window.lineOf(start));
  const place: CsvPlace = { window, dialect, columns, name };
  const records = new CsvRecords(window, dialect, columns.length);

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
    let number = 0;
    do {
      const values: string[][] = positions.map(() => []);
      const numbers: number[] = [];
      for (const found of await records.read()) {
        if (number === limit) break;
        if (found.kind === "record" && columns.length > 1 && isBlank(found.fields)) continue;
        const record = ++number;
        if (found.kind !== "record") badRows.add(FAULT_CODES[found.kind], () => describeFault(place, found, record));
        else if (found.fields.length !== columns.length)
          badRows.add("CSV_COLUMNS", () => describeColumns(place, found, record));
        else {
          for (let k = 0; k < positions.length; k++) values[k]!.push(found.fields[positions[k]!]!);
          numbers.push(record);
        }
      }
      yield { values, records: numbers };
    } while (number < limit && (await window.advance()));
  }
  return {
    columns,
    hasHeader: true,
    ...(dialect.delimiter !== NO_DELIMITER && { delimiter: dialect.delimiter }),
    blocks,
  };
}

/** A line of blanks is as good as an empty one. */
function isBlank(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0]!.trim() === "";
}

function checkOptions(options: CsvTableOptions): void {
  const { delimiter, quote, skipLines = 0 } = options;
  if (delimiter !== undefined && (delimiter === "" || /[\r\n]/.test(delimiter) || delimiter.includes(quote ?? '"'))) {
    throw new RangeError(
      `readExamples: delimiter ${JSON.stringify(delimiter)} is empty, or has a quote or a line end in it`,
    );
  }
  for (const name of ["quote", "escape", "comment"] as const) {
    const character = options[name];
    if (character === undefined || character === null || /^[!-~]$/.test(character)) continue;
    throw new RangeError(`readExamples: expected ${name} to be one ASCII character, got ${JSON.stringify(character)}`);
  }
  if (!(Number.isSafeInteger(skipLines) && skipLines >= 0)) {
    throw new RangeError(`readExamples: skipLines must be an integer of at least 0, got ${skipLines}`);
  }
}

async function skipLines(window: TextWindow, numLines: number): Promise<void> {
  for (let skipped = 0; skipped < numLines; ) {
    const lineEnd = /\r\n|\n|\r(?!$)/.exec(window.bytes.toString("latin1", window.position));
    if (lineEnd) {
      window.position += lineEnd.index + lineEnd[0].length;
      skipped++;
    } else if (!(await window.advance())) {
      window.position = window.bytes.length;
      return;
    }
  }
}

function withoutComments(head: string, comment: string | null): string {
  if (comment === null) return head;
  const lines = head.split(/(?<=\n|\r(?!\n))/);
  return lines.filter((line) => !line.startsWith(comment)).join("");
}

/** The line by which Excel is told the delimiter. */
function readSeparatorLine(window: TextWindow): string | undefined {
  const line = /^sep=(?<delimiter>[^"\r\n])(\r\n|\n|\r)/i.exec(
    window.bytes.toString("latin1", window.position, window.position + 10),
  );
  if (!line) return undefined;
  window.position += line[0].length;
  return line.groups!.delimiter;
}

/** @returns The names, and where the first record begins. The window is moved past a header. */
async function readColumns(
  window: TextWindow,
  dialect: CsvDialect,
  { header = true, columns }: CsvTableOptions,
  name: string,
): Promise<{ readonly columns: readonly string[]; readonly start: number }> {
  const { fields, end } = await firstRecord(window, dialect, name);
  const start = window.position + Math.max(0, window.bytes.toString("latin1", window.position).search(/\S/));
  if (header) {
    window.position += end;
    return { columns: fields.map((field) => field.trim()), start };
  }
  if (columns !== undefined && columns.length !== fields.length) {
    const message = sentence`${setting("columns")} names ${columns.length} columns, and the first row has ${fields.length}`;
    throw new NewsclfError("CSV_COLUMNS", message, {
      place: `${name}:${window.lineOf(start)}`,
      excerpt: window.excerpt(start),
    });
  }
  return { columns: columns ?? fields.map((_, i) => String(i + 1)), start };
}

/** @returns With its length from the window's position. */
async function firstRecord(
  window: TextWindow,
  dialect: CsvDialect,
  name: string,
): Promise<{ readonly fields: readonly string[]; readonly end: number }> {
  const options = { to: 1, info: true, skip_records_with_empty_values: true } as const;
  for (;;) {
    const bytes = window.bytes.subarray(window.position);
    try {
      const [first] = parse(bytes, { ...csvOptions(dialect, MAX_COLUMNS), ...options }) as unknown as ParsedRecord[];
      // One that reaches the end of the window may go on.
      if (first && (window.isLast || first.info.bytes < bytes.length)) {
        const invalid = window.invalidIn(window.position, window.position + first.info.bytes);
        if (invalid >= 0) throw window.describeInvalid(invalid);
        return { fields: first.record, end: first.info.bytes };
      }
    } catch (error) {
      if (error instanceof NewsclfError) throw error;
      const isOpen = (error as CsvError).code === "CSV_QUOTE_NOT_CLOSED" && !window.isLast;
      if (!isOpen) {
        const fault = locateFault(error as CsvError, window.bytes, window.position, window.position, dialect);
        throw describeFault({ window, dialect, columns: [], name }, fault, 0);
      }
    }
    if (!(await window.advance())) throw new NewsclfError("CSV_EMPTY", "no header row", { place: name });
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: InfoRecord;
}

/** Whether another delimiter would cut a header that the given one leaves whole. */
function checkDelimiter(head: string, given: string, name: string, line: number): void {
  const better = detectDelimiter(head);
  const count = countInHeader(head, better);
  if (better === given || count === 0) return;
  const shown = better === "\t" ? "\\t" : better;
  const message = `one column found; line ${line} has ${count} "${shown}"`;
  throw new NewsclfError("CSV_DELIMITER", message, { place: name, fix: sentence`${setting("delimiter", shown)}` });
}
