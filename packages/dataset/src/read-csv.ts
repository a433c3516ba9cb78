// A CSV file as labelled texts, read as a stream.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Info, parse } from "csv-parse";
import { type CsvColumnNames, type CsvColumns, findColumns } from "./csv-columns.ts";
import { checkDelimiter, explain, type Parsed, wrongColumns } from "./csv-errors.ts";
import { checkHead, detectDelimiter } from "./csv-sniff.ts";
import { DataError } from "./data-error.ts";

const HEAD_BYTES = 1 << 16;

export interface CsvOptions extends CsvColumnNames {
  /** Whether rows need a label; without it they get the label "". */
  readonly labelled: boolean;
  /** Detected among `, ; tab |` when absent. */
  readonly delimiter?: string | undefined;
  /** Default UTF-8, checked: nothing is replaced silently. */
  readonly encoding?: string | undefined;
  /** Take a quote inside an unquoted field as it is. Default false. */
  readonly relaxQuotes?: boolean | undefined;
  /** What to do with a row of the wrong number of columns. Default "error". */
  readonly onBadRow?: "error" | "skip" | undefined;
  /** Longest field, in UTF-8 bytes. Default 1,000,000. */
  readonly maxFieldBytes?: number | undefined;
  /** Read the first so many data rows. Default: all. */
  readonly limit?: number | undefined;
}

/** The rows that have what they need, column by column. */
export interface CsvExamples {
  readonly texts: string[];
  readonly labels: string[];
  /** The title column, or the text where there is none. */
  readonly titles: string[];
  /** 1-based numbers of the data rows. */
  readonly records: number[];
}

export interface CsvSummary {
  readonly path: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Data rows read. */
  readonly numRows: number;
  readonly numKept: number;
  /** Rows left out, by reason. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** SHA-256 of the bytes read, in hexadecimal. */
  readonly sha256: string;
}

interface Row {
  readonly info: Info;
  readonly record: string[];
}

export type DropReason = "without text" | "without label" | "with the wrong number of columns";

/**
 * Reads a file. Rows without text or label are left out and counted.
 *
 * @throws DataError of the FILE or CSV family, with file, line and record.
 */
export async function readCsv(
  path: string,
  options: CsvOptions,
): Promise<{ examples: CsvExamples; summary: CsvSummary }> {
  const { encoding, labelled, limit = Number.POSITIVE_INFINITY, maxFieldBytes = 1_000_000 } = options;
  const name = basename(path);
  const head = await readHead(path);
  checkHead(head, encoding, name);
  const headText = new TextDecoder(encoding).decode(head);
  const delimiter = options.delimiter ?? detectDelimiter(headText);

  const examples: CsvExamples = { texts: [], labels: [], titles: [], records: [] };
  const dropped: Record<DropReason, number> = {
    "without text": 0,
    "without label": 0,
    "with the wrong number of columns": 0,
  };
  let header: string[] | undefined;
  let columns: CsvColumns | undefined;
  let numRows = 0;
  let lastLine = 0;

  const parsed: Parsed = { lines: 0, header: undefined };
  const hash = createHash("sha256");
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    // Called as the parser gets there; the loop below lags behind by what the stream holds.
    on_record: (row: string[], { lines }) => {
      parsed.lines = lines;
      // The types do not know what `info` makes of a record.
      parsed.header ??= (row as unknown as Row).record;
      return row;
    },
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: options.relaxQuotes ?? false,
    skip_empty_lines: true,
  });
  const source = decodeStream(path, encoding, (chunk) => hash.update(chunk));
  const feeding = feed(source, parser);
  try {
    for await (const { info, record } of parser as AsyncIterable<Row>) {
      const place = `${name}:${lastLine + 1}`;
      lastLine = info.lines;
      if (header === undefined) {
        header = record.map((column) => column.trim());
        checkDelimiter(header, headText, options.delimiter, name);
        columns = findColumns(header, options, labelled, name);
        continue;
      }
      numRows++;
      const where = `${place} (record ${numRows})`;
      const long = record.findIndex(
        (field) => field.length > maxFieldBytes / 4 && Buffer.byteLength(field) > maxFieldBytes,
      );
      if (long >= 0) {
        const message = `field longer than ${maxFieldBytes.toLocaleString("en-US")} bytes (limit --max-field-bytes)`;
        throw new DataError("CSV_FIELD_TOO_LONG", message, { place: where });
      }
      if (record.length !== header.length) {
        if (options.onBadRow !== "skip") throw wrongColumns(record, header, delimiter, where, lastLine);
        dropped["with the wrong number of columns"]++;
      } else {
        keep(record, columns!, labelled, numRows, examples, dropped);
      }
      if (numRows >= limit) break;
    }
    await feeding;
  } catch (error) {
    throw await explain(error, path, name, parsed, encoding);
  } finally {
    parser.destroy();
  }
  if (header === undefined) throw new DataError("CSV_EMPTY", "no header row", { place: name });
  if (numRows === 0) throw new DataError("CSV_NO_ROWS", "header but no data rows", { place: name });
  const summary = {
    path,
    delimiter,
    header,
    numRows,
    numKept: examples.texts.length,
    dropped,
    sha256: hash.digest("hex"),
  };
  return { examples, summary };
}

function keep(
  record: readonly string[],
  columns: CsvColumns,
  labelled: boolean,
  number: number,
  examples: CsvExamples,
  dropped: Record<DropReason, number>,
): void {
  const text = columns.text
    .map((column) => record[column]!.trim())
    .filter((part) => part !== "")
    .join(" ");
  const label = labelled ? record[columns.label]!.trim() : "";
  if (text === "") dropped["without text"]++;
  else if (labelled && label === "") dropped["without label"]++;
  else {
    examples.texts.push(text);
    examples.labels.push(label);
    examples.titles.push(columns.title < 0 ? text : record[columns.title]!.trim() || text);
    examples.records.push(number);
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory()) {
      throw new DataError("FILE_IS_DIR", "is a directory", { place: basename(path), fix: "name a file" });
    }
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new DataError("FILE_MISSING", `no such file (looked in ${path})`, { place: basename(path), cause });
    }
    if (code === "EACCES") throw new DataError("FILE_ACCESS", "permission denied", { place: basename(path), cause });
    throw cause;
  }
}

/** Text of the file; the bytes pass through `onChunk`. UTF-8 is decoded strictly. */
async function* decodeStream(
  path: string,
  encoding: string | undefined,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === undefined, ignoreBOM: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onChunk(chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** Writes text to the parser, no faster than it reads. A decoding error ends the parser with that error. */
async function feed(source: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const text of source) {
      if (parser.destroyed) return;
      if (text !== "" && !parser.write(text)) await drained(parser);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ["drain", "close", "error"]) parser.off(event, done);
      resolve();
    };
    for (const event of ["drain", "close", "error"]) parser.on(event, done);
  });
}
