// The records of a CSV file, and what is wrong between them: csv-parse cuts whatever is not plain.

import { Buffer, Parser, parse } from "@newsclf-internal/platform";
import type { CastingContext, CsvError, InfoRecord } from "csv-parse";
import type { TextWindow } from "../bytes/text-window.ts";
import { type CsvFault, locateFault, skipBlank } from "./_csv-faults.ts";
import { type CsvRecord, type PlainFormat, plainFormat, takePlainRecords } from "./_plain-records.ts";
import { ALL_LINE_ENDS, type CsvDialect, csvOptions, RARE_IN_TEXT } from "./csv-dialect.ts";

const [LF, CR] = [10, 13] as const;

/** Positions are those of the window until it advances. */
export type CsvOutcome = CsvRecord | CsvFault;

/** Goes through a window record by record. */
export class CsvRecords {
  readonly #window: TextWindow;
  readonly #dialect: CsvDialect;
  readonly #numFields: number;
  readonly #plain: PlainFormat | undefined;
  #found: CsvOutcome[] = [];
  /** In the window, of the last record. */
  #end: number;
  /** Whether what comes is the rest of a line that has a fault. */
  #isSkipping = false;
  /** Of a record that csv-parse took. */
  #fault: CsvFault | undefined;

  /**
   * @param window - Its position is where records begin.
   * @param numFields - Of a good record.
   */
  constructor(window: TextWindow, dialect: CsvDialect, numFields: number) {
    this.#window = window;
    this.#dialect = dialect;
    this.#numFields = numFields;
    this.#plain = plainFormat(dialect, numFields);
    this.#end = window.position;
  }

  /**
   * What has become whole, in order; after a fault the next record is looked for in the line after it. To be called once, and
   * again after each advance of the window.
   */
  async read(): Promise<readonly CsvOutcome[]> {
    this.#found = [];
    while (this.#skipLine() && !this.#takePlain()) {
      const fault = await this.#parse();
      if (fault === undefined) break;
      this.#found.push(fault);
      this.#end = fault.at;
      this.#isSkipping = true;
    }
    // The next advance drops what is before the position; a record that is not whole is begun again.
    this.#window.position = this.#end;
    this.#end = 0;
    return this.#found;
  }

  /** Whether there is something to parse. */
  #skipLine(): boolean {
    if (!this.#isSkipping) return true;
    const { bytes } = this.#window;
    const hasCr = this.#dialect.lineEnds.includes("\r");
    let at = this.#end;
    while (at < bytes.length && bytes[at] !== LF && !(hasCr && bytes[at] === CR)) at++;
    this.#isSkipping = at === bytes.length;
    this.#end = at;
    return !this.#isSkipping;
  }

  /** Whether nothing is left to take before the window advances. */
  #takePlain(): boolean {
    const { bytes, isLast, isCut } = this.#window;
    if (this.#plain === undefined || isCut) return false;
    const taken = takePlainRecords(bytes, this.#end, this.#plain);
    if (this.#window.invalidIn(this.#end, taken.end) >= 0) return false;
    for (const record of taken.records) this.#found.push(record);
    this.#end = taken.end;
    return taken.isCut && !isLast;
  }

  /** What ended it before the end of the window. */
  async #parse(): Promise<CsvFault | undefined> {
    const { bytes, isLast, isCut } = this.#window;
    const base = this.#end;
    const parser = new Parser({
      ...csvOptions(this.#dialect, this.#numFields),
      on_record: (fields: string[], { bytes }: InfoRecord) => this.#take(fields, base + bytes),
    }).on("error", () => {});
    const error = (await write(parser, bytes.subarray(base))) ?? (isLast || isCut ? await end(parser) : undefined);
    const fault = this.#fault ?? (error && locateFault(error, bytes, base, this.#end, this.#dialect));
    this.#fault = undefined;
    // Of a row that is cut short nothing is known.
    return isCut && error?.code === "CSV_QUOTE_NOT_CLOSED" ? undefined : fault;
  }

  /** @returns null, so that nothing waits for a reader of the stream. */
  #take(fields: readonly string[], end: number): null {
    const { bytes, isCut } = this.#window;
    const isPart = isCut && end === bytes.length && bytes[end - 1] !== LF && bytes[end - 1] !== CR;
    if (isPart || this.#fault !== undefined) return null;
    const start = skipBlank(bytes, this.#end, this.#dialect);
    this.#fault =
      openQuoteIn(fields, bytes.subarray(0, end), start, this.#dialect) ??
      quotedRowsIn(fields, bytes.subarray(0, end), start, this.#dialect);
    if (this.#fault !== undefined) return null;
    this.#end = end;
    const invalid = this.#window.invalidIn(start, end);
    if (invalid >= 0) this.#found.push({ kind: "bad byte", numFields: 0, at: invalid, closedAt: -1 });
    else this.#found.push(...this.#judge({ kind: "record", fields, start }, bytes.subarray(start, end)));
    return null;
  }

  /** What csv-parse takes as it is, and cannot be meant. */
  #judge(record: CsvRecord, bytes: Buffer): readonly CsvOutcome[] {
    const { fields, start } = record;
    const { maxFieldBytes } = this.#dialect;
    const long = fields.findIndex(
      (field) => 3 * field.length > maxFieldBytes && Buffer.byteLength(field) > maxFieldBytes,
    );
    if (long >= 0) {
      const at = start + fieldStart(bytes, long, this.#dialect);
      return [{ kind: "field too long", numFields: long, at, closedAt: -1 }];
    }
    // In a file of other line ends a CR is text, unless it stands between good rows.
    if (fields.length !== this.#numFields && fields.some((field) => field.includes("\r"))) {
      const rows = rowsBetweenReturns(bytes, start, this.#dialect);
      if (rows.every((row) => row.fields.length === this.#numFields)) return rows;
    }
    return [record];
  }
}

/** Undefined where all went well. */
type Failure = CsvError | undefined;

function write(parser: Parser, bytes: Buffer): Promise<Failure> {
  return new Promise((resolve) => {
    parser.write(bytes, (error) => resolve((error as Failure | null) ?? undefined));
  });
}

function end(parser: Parser): Promise<Failure> {
  return new Promise((resolve) => {
    parser.on("error", (error) => resolve(error as CsvError));
    parser.on("end", () => resolve(undefined));
    parser.resume();
    parser.end();
  });
}

/** With relaxed quotes, csv-parse lets a quote that opens the field of a later row close the one of an earlier row. */
function openQuoteIn(
  fields: readonly string[],
  bytes: Buffer,
  start: number,
  dialect: CsvDialect,
): CsvFault | undefined {
  const { quote, relaxQuotes } = dialect;
  if (!relaxQuotes || !fields.some((field) => field.startsWith(quote ?? "") && /[\r\n]/.test(field))) return undefined;
  try {
    parse(bytes.subarray(start), csvOptions({ ...dialect, relaxQuotes: false }, fields.length));
    return undefined;
  } catch (error) {
    const fault = locateFault(error as CsvError, bytes, start, start, dialect);
    return fault.kind === "open quote" ? fault : undefined;
  }
}

/** Where columns are cut by what is rare in text, quotes that hold several rows of the right width are text too. */
function quotedRowsIn(
  fields: readonly string[],
  bytes: Buffer,
  start: number,
  dialect: CsvDialect,
): CsvFault | undefined {
  const { delimiter, quote } = dialect;
  if (quote === null || fields.length < 2 || !RARE_IN_TEXT.includes(delimiter)) return undefined;
  const numFields = fields.findIndex((field) => /[\r\n]/.test(field));
  if (numFields < 0) return undefined;
  const lines = bytes
    .toString("utf8", start)
    .trimEnd()
    .split(/\r\n|\n/);
  if (lines.some((line) => line.split(delimiter).length !== fields.length)) return undefined;
  const at = start + fieldStart(bytes.subarray(start), numFields, dialect);
  return { kind: "quoted rows", numFields, at, closedAt: bytes.lastIndexOf(quote) };
}

/** Where a field of a record begins. */
function fieldStart(record: Buffer, index: number, dialect: CsvDialect): number {
  const ends: number[] = [];
  const cast = (value: string, context: CastingContext): string => {
    ends.push(context.bytes);
    return value;
  };
  parse(record, { ...csvOptions({ ...dialect, maxFieldBytes: record.length }, 1 + index), cast });
  return index === 0 ? 0 : ends[index - 1]! + Buffer.byteLength(dialect.delimiter);
}

/** The rows of a record where a lone CR ends one too. @param start - Of the record. */
function rowsBetweenReturns(record: Buffer, start: number, dialect: CsvDialect): CsvRecord[] {
  const lines = { ...dialect, lineEnds: ALL_LINE_ENDS };
  const options = {
    ...csvOptions(lines, 1),
    max_record_size: 0,
    info: true,
  } as const;
  const rows = parse(record, options) as unknown as { record: string[]; info: InfoRecord }[];
  let at = 0;
  return rows.map(({ record: fields, info }) => {
    const row: CsvRecord = { kind: "record", fields, start: start + skipBlank(record, at, lines) };
    at = info.bytes;
    return row;
  });
}
