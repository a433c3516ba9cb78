// Files of any format as labelled texts, in one stream, wherever the files come from.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { createSha256 } from "@newsclf-internal/platform";
import { appendExamples, type Examples, emptyExamples } from "../examples.ts";
import { createBadRows } from "./_bad-rows.ts";
import { type ColumnPositions, cleanName, findColumns, keptColumns } from "./_find-columns.ts";
import { mapTable, type RowCounts, type RowOptions } from "./_map-table.ts";
import type { Table, TableContext } from "./table.ts";

/** Files to read. */
export interface Inputs {
  /** As they were given; one may stand for several files. */
  readonly sources: readonly string[];
  /** The paths of the files, in their order. */
  list(): Promise<readonly string[]>;
  /** What errors call one of them. */
  nameOf(path: string): string;
  /** @param path - One of the list. */
  open(path: string, context: TableContext): Promise<OpenedInput>;
}

/** One file that has been opened. */
export interface OpenedInput extends Table {
  /** SHA-256 of the whole file in hexadecimal; reads what is left. */
  finish(): Promise<string>;
  close(): Promise<void>;
}

/** What to read of files that are opened, and what to leave out. */
export interface StreamOptions extends RowOptions {
  /** Whether the first record of a CSV file has the names of the columns. Default true. */
  readonly header?: boolean | undefined;
  /** What to do with a row that cannot be read: fail, or drop and count it. Default "error". */
  readonly onBadRow?: "error" | "skip" | undefined;
  /** Longest field, in UTF-8 bytes. Default 1,000,000. */
  readonly maxFieldBytes?: number | undefined;
  /** Read the first so many data rows of each file. Default: all. */
  readonly limit?: number | undefined;
}

/** What was read. */
export interface ReadSummary {
  /** The sources as they were given. */
  readonly sources: readonly string[];
  /** Files read, in order, with the SHA-256 of each in hexadecimal and its data rows, bad ones too. */
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly numRows: number }[];
  /** Of the first file, if it is CSV with several columns. */
  readonly delimiter?: string;
  /** Column names of the first file. */
  readonly header: readonly string[];
  /** Of the first file, those that were read, whether named or guessed. */
  readonly columns: { readonly text: readonly string[]; readonly label?: string; readonly title?: string };
  /** Data rows read. */
  readonly numRows: number;
  readonly numKept: number;
  /** Rows kept whose label had blanks around it; these are no part of the name. */
  readonly numTrimmedLabels: number;
  /** Rows left out, by the code of what is wrong with them: `ROW_EMPTY_TEXT`, `ROW_EMPTY_LABEL`, `CSV_COLUMNS`, ... */
  readonly dropped: Readonly<Record<string, number>>;
  /** The first 20 rows that could not be read, where they were skipped. */
  readonly badRows: readonly NewsclfError[];
  /** SHA-256 of the file's bytes in hexadecimal; with several files, of their hashes. */
  readonly sha256: string;
}

/** Examples in blocks, in the order of the files. */
export interface ExampleStream extends AsyncIterable<Examples> {
  /** What has been read so far; whole after the last block. */
  readonly summary: ReadSummary;
}

/**
 * Opens files one after another and gives their rows in blocks of some hundreds to thousands, so that only a block has to be in
 * memory. Rows without text or label are left out and counted.
 *
 * @returns To be gone through once; going through it throws NewsclfError of the FILE, CSV, DATA and ROW families.
 * @throws RangeError for an option out of range.
 */
export function streamInputs(inputs: Inputs, options: StreamOptions): ExampleStream {
  const { maxFieldBytes = 1_000_000, limit = Number.POSITIVE_INFINITY } = options;
  checkCount("maxFieldBytes", maxFieldBytes, 1);
  checkCount("limit", limit, 0);
  const badRows = createBadRows(options.onBadRow ?? "error");
  const counts: RowCounts = { kept: 0, trimmedLabels: 0, ROW_EMPTY_TEXT: 0, ROW_EMPTY_LABEL: 0 };
  const countRows = (): number => counts.kept + counts.ROW_EMPTY_TEXT + counts.ROW_EMPTY_LABEL + badRows.total;
  const files: ReadSummary["files"][number][] = [];
  let hasHeader = false;
  let first: Pick<ReadSummary, "header" | "columns" | "delimiter"> = { header: [], columns: { text: [] } };

  async function* blocks(): AsyncGenerator<Examples> {
    const paths = await inputs.list();
    for (const path of paths) {
      const before = countRows();
      const context = { name: inputs.nameOf(path), badRows, limit, maxFieldBytes };
      const input = await inputs.open(path, context);
      try {
        const positions = findWithHeader(input, options, context.name);
        if (files.length === 0) first = describeTable(input, positions);
        hasHeader ||= input.hasHeader ?? false;
        yield* mapTable(input, positions, context, options, before, counts);
        files.push({ path, sha256: await input.finish(), numRows: countRows() - before });
      } finally {
        await input.close();
      }
    }
    badRows.finish();
    if (countRows() === 0 && limit > 0) throw noRows(paths.map(inputs.nameOf), hasHeader);
  }
  async function* firstErrorFirst(): AsyncGenerator<Examples> {
    try {
      yield* blocks();
    } catch (error) {
      // A bad row that came earlier in the file is what the user should hear of.
      badRows.finish();
      throw error;
    }
  }
  return {
    [Symbol.asyncIterator]: firstErrorFirst,
    get summary() {
      const { kept: numKept, trimmedLabels: numTrimmedLabels, ...empty } = counts;
      return {
        sources: inputs.sources,
        files,
        ...first,
        numRows: countRows(),
        numKept,
        numTrimmedLabels,
        dropped: sumCounts([...Object.entries(empty), ...badRows.counts]),
        badRows: badRows.errors,
        sha256: files.length === 1 ? files[0]!.sha256 : hashOf(files.map(({ sha256 }) => sha256)),
      };
    },
  };
}

/** All examples at once; see {@link streamInputs}. */
export async function readInputs(
  inputs: Inputs,
  options: StreamOptions,
): Promise<{ examples: Examples; summary: ReadSummary }> {
  const stream = streamInputs(inputs, options);
  const examples = emptyExamples(keptColumns(options));
  for await (const block of stream) appendExamples(examples, block);
  return { examples, summary: stream.summary };
}

/** A first row that is no header may be why a column is not found. */
function findWithHeader(table: Table, options: StreamOptions, place: string): ColumnPositions {
  try {
    return findColumns(table.columns, options, place);
  } catch (error) {
    const isRow = table.hasHeader && options.header !== false && table.columns.some(looksLikeValue);
    if (!(isRow && error instanceof NewsclfError && error.code === "CSV_NO_COLUMN")) throw error;
    const { message, fix } = error.sentences;
    const more = sentence`; if the first line is a row and no header, ${setting("header", false)}`;
    throw new NewsclfError(error.code, message, { place, fix: [fix ?? [], more].flat() });
  }
}

/** A number or a sentence: hardly the name of a column. */
function looksLikeValue(name: string): boolean {
  return /^-?[\d.,]+$/.test(name) || name.length > 40 || name.split(/\s+/).length > 3;
}

function describeTable(
  { columns: written, delimiter }: Table,
  { text, label, title }: ColumnPositions,
): Pick<ReadSummary, "header" | "columns" | "delimiter"> {
  const header = written.map(cleanName);
  const columns = {
    text: text.map((position) => header[position]!),
    ...(label >= 0 && { label: header[label]! }),
    ...(title >= 0 && { title: header[title]! }),
  };
  return { header, columns, ...(delimiter !== undefined && { delimiter }) };
}

function checkCount(name: string, value: number, min: number): void {
  if (value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && value >= min)) return;
  throw new RangeError(`readExamples: ${name} must be an integer of at least ${min}, got ${value}`);
}

function noRows(names: readonly string[], hasHeader: boolean): NewsclfError {
  const place = names.join(", ");
  return hasHeader
    ? new NewsclfError("CSV_NO_ROWS", "header but no data rows", { place })
    : new NewsclfError("DATA_NO_ROWS", "no data rows", { place });
}

/** Those that are not 0. */
function sumCounts(counts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [code, count] of counts) if (count > 0) sums[code] = (sums[code] ?? 0) + count;
  return sums;
}

function hashOf(parts: readonly string[]): string {
  const hash = createSha256();
  hash.update(parts.join("\n"));
  return hash.hex();
}
