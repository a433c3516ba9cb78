// JSON objects as a table: one a line (JSON Lines), or all in one array.

import type { Table, TableBlock, TableContext } from "./_table.ts";
import type { TextWindow } from "./_text-window.ts";
import { DataError } from "./data-error.ts";

/** Where an item lies in the window. */
interface Item {
  readonly begin: number;
  readonly end: number;
}

/** An object that was read, and its number. */
interface Row {
  readonly value: object;
  readonly record: number;
}

/** The keys of so many records are the columns. */
const HEADER_RECORDS = 100;
/** An item may have several fields of the greatest length. */
const FIELDS_PER_ITEM = 16;
const LF = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const [COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [44, 91, 93, 123, 125];

/**
 * Columns are the keys of the first 100 records. Numbers and truth values become text; null and absent ones "".
 *
 * @param window - Advanced once.
 * @throws DataError `DATA_JSON`, `DATA_EMPTY`, `DATA_FIELD_TOO_LONG`.
 */
export async function openJsonTable(
  window: TextWindow,
  layout: "lines" | "array",
  context: TableContext,
): Promise<Table> {
  const rows = parseItems(window, layout, context);
  const first: Row[] = [];
  let next = await rows.next();
  while (!next.done && first.length < HEADER_RECORDS) {
    first.push(...next.value);
    next = await rows.next();
  }
  if (first.length === 0) throw new DataError("DATA_EMPTY", "no records", { place: context.name });
  const columns = [...new Set(first.slice(0, HEADER_RECORDS).flatMap(({ value }) => Object.keys(value)))];

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
    const names = positions.map((position) => columns[position]!);
    const toBlock = (block: readonly Row[]): TableBlock => ({
      values: names.map((name) => block.map(({ value }) => toText(value, name))),
      records: block.map(({ record }) => record),
    });
    yield toBlock(first);
    for (; !next.done; next = await rows.next()) yield toBlock(next.value);
  }
  return { columns, blocks };
}

async function* parseItems(
  window: TextWindow,
  layout: "lines" | "array",
  { name, badRows, limit, maxFieldBytes }: TableContext,
): AsyncGenerator<Row[], void> {
  const items = layout === "lines" ? new LineItems(window) : new ArrayItems(window, name);
  const maxItemBytes = FIELDS_PER_ITEM * maxFieldBytes;
  let record = 0;
  do {
    const rows: Row[] = [];
    while (record < limit) {
      const item = items.next(maxItemBytes);
      if (item === undefined) break;
      const number = ++record;
      const add = (code: string, message: string): void =>
        badRows.add(code, () => {
          const fix = "repair it, or use --on-bad-row=skip to drop and count such records";
          return new DataError(code, message, {
            place: window.place(item.begin, number),
            excerpt: window.excerpt(item.begin),
            fix,
          });
        });
      if (item.end - item.begin > maxItemBytes) {
        add("DATA_FIELD_TOO_LONG", `record longer than ${maxItemBytes.toLocaleString("en-US")} bytes`);
        continue;
      }
      const value = parse(window.bytes.toString("utf8", item.begin, item.end));
      if (value === undefined) add("DATA_JSON", "is not valid JSON");
      else if (typeof value !== "object" || value === null || Array.isArray(value)) {
        add("DATA_JSON", `expected an object, found ${describeKind(value)}`);
      } else if (item.end - item.begin > maxFieldBytes && hasLongField(value, maxFieldBytes)) {
        const limitText = maxFieldBytes.toLocaleString("en-US");
        add("DATA_FIELD_TOO_LONG", `field longer than ${limitText} bytes (limit --max-field-bytes)`);
      } else rows.push({ value, record });
    }
    if (rows.length > 0) yield rows;
  } while (record < limit && (await items.advance()));
}

/** One item a line; blank lines are none. */
class LineItems {
  #position = 0;
  #isSkipping = false;
  readonly #window: TextWindow;

  constructor(window: TextWindow) {
    this.#window = window;
  }

  async advance(): Promise<boolean> {
    const position = this.#position;
    this.#position = 0;
    return this.#window.advance(position);
  }

  /** The next item; of one that is too long, the beginning. Undefined when there is more to be read first. */
  next(maxBytes: number): Item | undefined {
    const { bytes, isLast } = this.#window;
    for (;;) {
      const begin = this.#position;
      const lineEnd = bytes.indexOf(LF, begin);
      const end = lineEnd < 0 ? bytes.length : lineEnd;
      const isLong = end - begin > maxBytes;
      if (begin === bytes.length || (lineEnd < 0 && !isLast && !isLong && !this.#isSkipping)) return undefined;
      this.#position = lineEnd < 0 ? end : end + 1;
      const wasSkipping = this.#isSkipping;
      this.#isSkipping = lineEnd < 0;
      if (!wasSkipping && !isBlank(bytes, begin, end)) return { begin, end };
    }
  }
}

/** The elements of one array that is all of the text. */
class ArrayItems {
  #position = 0;
  #state: "before" | "inside" | "after" = "before";
  #numItems = 0;
  readonly #window: TextWindow;
  readonly #name: string;

  constructor(window: TextWindow, name: string) {
    this.#window = window;
    this.#name = name;
  }

  async advance(): Promise<boolean> {
    const position = this.#position;
    this.#position = 0;
    return this.#window.advance(position);
  }

  next(maxBytes: number): Item | undefined {
    const { bytes, isLast } = this.#window;
    const begin = skipBlanks(bytes, this.#position);
    this.#position = begin;
    if (begin === bytes.length) {
      if (isLast && this.#state !== "after") throw this.#fail("the array is never closed", begin);
      return undefined;
    }
    if (this.#state === "after") throw this.#fail("text after the end of the array", begin);
    if (this.#state === "before") {
      this.#state = "inside";
      this.#position = begin + 1;
      return this.next(maxBytes);
    }
    const end = endOfElement(bytes, begin);
    if ((end < 0 ? bytes.length : end) - begin > maxBytes) {
      throw this.#fail(`record longer than ${maxBytes.toLocaleString("en-US")} bytes, or a bracket is missing`, begin);
    }
    if (end < 0) {
      if (isLast) throw this.#fail("the array is never closed", begin);
      return undefined;
    }
    const isClosed = bytes[end] === CLOSE_ARRAY;
    if (isClosed) this.#state = "after";
    this.#position = end + 1;
    if (isClosed && end === begin && this.#numItems === 0) return this.next(maxBytes);
    this.#numItems++;
    return { begin, end };
  }

  #fail(message: string, at: number): DataError {
    return new DataError("DATA_JSON", message, { place: `${this.#name}:${this.#window.lineOf(at)}` });
  }
}

/** Position of the comma or bracket after an element; -1 if it is not there yet. */
function endOfElement(bytes: Buffer, begin: number): number {
  let depth = 0;
  for (let i = begin; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth++;
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY)) return i;
    else if (depth > 0 && (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) depth--;
  }
  return -1;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === LF || bytes[at] === 13 || bytes[at] === 9) at++;
  return at;
}

function isBlank(bytes: Buffer, begin: number, end: number): boolean {
  return skipBlanks(bytes, begin) >= end;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasLongField(value: object, maxFieldBytes: number): boolean {
  return Object.values(value).some((field) => typeof field === "string" && Buffer.byteLength(field) > maxFieldBytes);
}

function toText(value: object, column: string): string {
  const field: unknown = Object.hasOwn(value, column) ? (value as Record<string, unknown>)[column] : undefined;
  if (typeof field === "string") return field;
  if (field === undefined || field === null) return "";
  return typeof field === "object" ? JSON.stringify(field) : String(field);
}

function describeKind(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
