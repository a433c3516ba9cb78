// A Parquet file as a table; of each row group only the columns that are asked for are read.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { Buffer, isUtf8 } from "@newsclf-internal/platform";
import { type AsyncBuffer, type FileMetaData, type ParquetScan, parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { quoteText } from "../../escape-text.ts";
import type { NestedText, Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong, orSkip } from "./_bad-row-words.ts";

const BLOCK_ROWS = 2000;

/**
 * Numbers and truth values become text. Class numbers become class names where the file was written by Hugging Face's
 * `datasets`, which keeps the names in the file.
 *
 * @throws NewsclfError `DATA_PARQUET`.
 */
export async function openParquetTable(
  file: AsyncBuffer,
  { name, badRows, limit, maxFieldBytes }: TableContext,
): Promise<Table> {
  const withParquetErrors = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (cause) {
      const message = `is not a readable Parquet file (${(cause as Error).message})`;
      throw new NewsclfError("DATA_PARQUET", message, { place: name, cause });
    }
  };
  const { metadata, ranges, readColumn }: ParquetScan = await withParquetErrors(() =>
    parquetScan({ file, compressors, parsers: { stringFromBytes } }),
  );
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  const classNames = classNamesOf(metadata);

  async function* blocks(
    positions: readonly number[],
    nestedTexts: readonly (NestedText | undefined)[] = [],
  ): AsyncGenerator<TableBlock> {
    for (const range of ranges) {
      if (range.rowStart >= limit) return;
      const rowEnd = Math.min(limit, range.rowEnd);
      const read = (column: string): Promise<ArrayLike<unknown>> =>
        withParquetErrors(() => readColumn({ ...range, rowEnd, column }));
      const values: ArrayLike<unknown>[] = [];
      for (const position of positions) values.push(await read(columns[position]!));
      for (let start = range.rowStart; start < rowEnd; start += BLOCK_ROWS) {
        const block: { values: string[][]; records: number[] } = { values: values.map(() => []), records: [] };
        for (let row = start; row < Math.min(start + BLOCK_ROWS, rowEnd); row++) {
          const fields = values.map((column, k) => {
            const value = column[row - range.rowStart];
            const names = classNames.get(columns[positions[k]!]!);
            const isNested = typeof value === "object" && value !== null && !(value instanceof Date);
            const nested = isNested ? nestedTexts[k]?.(value, (id) => names?.[id] ?? String(id)) : undefined;
            return nested ?? toText(value, names);
          });
          const refused = fields.map((field, k) => refuse(field, columns[positions[k]!]!, maxFieldBytes)).find(Boolean);
          if (refused) {
            badRows.add(refused.code, () => refused.at(`${name} (record ${row + 1})`));
            continue;
          }
          fields.forEach((field, k) => void block.values[k]!.push(field as string));
          block.records.push(row + 1);
        }
        yield block;
      }
    }
  }
  return { columns, blocks };
}

/** As `datasets` writes it. */
interface Feature {
  readonly names?: unknown;
  readonly feature?: Feature;
}

function classNamesOf({ key_value_metadata: entries = [] }: FileMetaData): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  try {
    const json = entries.find(({ key }) => key === "huggingface")?.value ?? "{}";
    const features: unknown = JSON.parse(json)?.info?.features ?? {};
    for (const [column, feature] of Object.entries(features as Record<string, Feature>)) {
      // Of a list of classes, those of its items.
      const names = feature?.names ?? feature?.feature?.names;
      if (Array.isArray(names)) found.set(column, names.map(String));
    }
  } catch {
    // Notes in a form we do not know: the numbers stay numbers.
  }
  return found;
}

/** Bytes that are no UTF-8 stay bytes: nothing is replaced silently. */
function stringFromBytes(bytes: Uint8Array): string | Uint8Array {
  return bytes && (isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : bytes);
}

/** What keeps a value from being a text; undefined for a text. */
function refuse(field: unknown, column: string, maxBytes: number): NewsclfError | undefined {
  if (typeof field === "string") {
    // UTF-8 has at most three bytes for a UTF-16 unit, so that nearly no field has to be gone through.
    if (3 * field.length <= maxBytes || Buffer.byteLength(field) <= maxBytes) return undefined;
    return new NewsclfError("DATA_FIELD_TOO_LONG", describeTooLong("field", maxBytes), {
      fix: orSkip(sentence`raise ${setting("maxFieldBytes")}`),
    });
  }
  if (field instanceof Uint8Array) {
    return new NewsclfError("DATA_UTF8", `${quoteText(column)} is not valid UTF-8`, { fix: orSkip("repair it") });
  }
  const kind = Array.isArray(field) ? "a list" : "an object";
  return new NewsclfError("DATA_NESTED", `${quoteText(column)} holds ${kind}, expected a text`, {
    fix: orSkip("write one text or one label there"),
  });
}

/** Lists, objects and what is no UTF-8 are given back as they are. */
function toText(value: unknown, classNames: readonly string[] | undefined): unknown {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "object") return value;
  // `datasets` writes -1 for a row without a label.
  if (classNames !== undefined && Number(value) === -1) return "";
  return classNames?.[Number(value)] ?? String(value);
}
