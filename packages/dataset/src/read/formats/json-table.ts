// JSON objects as a table: one a line (JSON Lines), or all in one array.

import { NewsclfError, type Sentence } from "@newsclf-internal/errors";
import { Buffer } from "@newsclf-internal/platform";
import { escapeText, quoteText } from "../../escape-text.ts";
import type { TextWindow } from "../bytes/text-window.ts";
import type { NestedText, Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong, orSkip } from "./_bad-row-words.ts";
import { ArrayItems, LineItems } from "./_json-items.ts";

/** An object that was read, and its number. */
interface Row {
  readonly value: object;
  readonly record: number;
}

/** The keys of so many records are the columns. */
const HEADER_RECORDS = 100;
/** An item may have several fields of the greatest length. */
const FIELDS_PER_ITEM = 16;

/**
 * Columns are the keys of the first 100 records. Numbers and truth values become text; null and absent ones ""; lists and objects
 * are refused where they are asked for.
 *
 * @param window - Advanced once.
 * @throws NewsclfError `DATA_JSON`, `DATA_EMPTY`, `DATA_FIELD_TOO_LONG`.
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
  if (first.length === 0) throw new NewsclfError("DATA_EMPTY", "no records", { place: context.name });
  const columns = [...new Set(first.slice(0, HEADER_RECORDS).flatMap(({ value }) => Object.keys(value)))];

  async function* blocks(
    positions: readonly number[],
    nestedTexts: readonly (NestedText | undefined)[] = [],
  ): AsyncGenerator<TableBlock> {
    const names = positions.map((position) => columns[position]!);
    const toBlock = (block: readonly Row[]): TableBlock => {
      const flat = block
        .map((row) => withTexts(row, names, nestedTexts))
        .filter((row) => !refuseNested(row, names, context));
      return {
        values: names.map((name) => flat.map(({ value }) => toText(value, name))),
        records: flat.map(({ record }) => record),
      };
    };
    yield toBlock(first);
    for (; !next.done; next = await rows.next()) yield toBlock(next.value);
  }
  return { columns, blocks };
}

/** With the texts that stand for lists and objects, where there are some. */
function withTexts(row: Row, names: readonly string[], nestedTexts: readonly (NestedText | undefined)[]): Row {
  const fields = row.value as Readonly<Record<string, unknown>>;
  const texts = names.flatMap((name, k) => {
    const field = nestedTexts[k] && Object.hasOwn(fields, name) ? fields[name] : undefined;
    const text = typeof field === "object" && field !== null ? nestedTexts[k]!(field) : undefined;
    return text === undefined ? [] : [[name, text] as const];
  });
  return texts.length === 0 ? row : { ...row, value: { ...row.value, ...Object.fromEntries(texts) } };
}

/** A list or an object is no text and no name of a class. @returns Whether there is one in these columns. */
function refuseNested({ value, record }: Row, names: readonly string[], { name, badRows }: TableContext): boolean {
  const fields = value as Readonly<Record<string, unknown>>;
  const isNested = (column: string): boolean =>
    Object.hasOwn(fields, column) && typeof fields[column] === "object" && fields[column] !== null;
  const nested = names.find(isNested);
  if (nested === undefined) return false;
  badRows.add("DATA_NESTED", () => describeNested(nested, fields, `${name} (record ${record})`));
  return true;
}

function describeNested(column: string, fields: Readonly<Record<string, unknown>>, place: string): NewsclfError {
  const field = fields[column]!;
  const kind = Array.isArray(field) ? "a list" : "an object";
  const message = `${quoteText(column)} holds ${kind}, expected a text: ${showNested(field)}`;
  // What DataFrame.to_json writes unless told otherwise: one object of columns instead of one a row.
  const sizes = Object.values(fields).map((value) => Object.keys(value ?? "").length);
  const isByColumns = sizes.length > 1 && sizes.every((size) => size > 1 && size === sizes[0]);
  const fix = isByColumns
    ? 'write it by rows: an object a row, in pandas to_json(orient="records", lines=True)'
    : orSkip("write one text or one label there", "records");
  return new NewsclfError("DATA_NESTED", message, { place, fix });
}

/** Writing takes a call of a function a level. */
function showNested(field: unknown): string {
  try {
    return escapeText(JSON.stringify(field));
  } catch {
    return "nested too deeply to be shown";
  }
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
      const add = (code: string, message: Sentence): void =>
        badRows.add(code, () => {
          const excerpt = window.excerpt(item.begin);
          const fix = orSkip("repair it", "records");
          return new NewsclfError(code, message, { place: window.place(item.begin, number), excerpt, fix });
        });
      if (item.end - item.begin > maxItemBytes) {
        add("DATA_FIELD_TOO_LONG", `record longer than ${maxItemBytes.toLocaleString("en-US")} bytes`);
        continue;
      }
      const invalid = window.invalidIn(item.begin, item.end);
      if (invalid >= 0) {
        badRows.add("DATA_UTF8", () => window.describeInvalid(invalid));
        continue;
      }
      const text = window.bytes.toString("utf8", item.begin, item.end);
      const value = parse(text);
      if (value === undefined) add("DATA_JSON", "is not valid JSON");
      else if (typeof value !== "object" || value === null || Array.isArray(value)) {
        add("DATA_JSON", `expected an object, found ${describeKind(value)}`);
      } else if (item.end - item.begin > maxFieldBytes && hasLongField(value, maxFieldBytes)) {
        add("DATA_FIELD_TOO_LONG", describeTooLong("field", maxFieldBytes));
      } else rows.push({ value: keepDigits(value, text), record });
    }
    if (rows.length > 0) yield rows;
  } while (record < limit && (await window.advance()));
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

/** Numbers past 2^53 as they are written, because ids of two classes may be one number. */
function keepDigits(value: object, text: string): object {
  const large = Object.entries(value).filter(([, field]) => Number.isInteger(field) && !Number.isSafeInteger(field));
  if (large.length === 0) return value;
  const written = large.map(([key, field]) => {
    const quoted = JSON.stringify(key);
    const after = text.slice(text.lastIndexOf(quoted) + quoted.length);
    const digits = /^\s*:\s*(-?\d+)/.exec(after)?.[1];
    return [key, Number(digits) === field ? digits : field] as const;
  });
  return { ...value, ...Object.fromEntries(written) };
}

function toText(value: object, column: string): string {
  const field: unknown = Object.hasOwn(value, column) ? (value as Record<string, unknown>)[column] : undefined;
  if (typeof field === "string") return field;
  if (field === undefined || field === null) return "";
  return String(field);
}

function describeKind(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
