// A Parquet file as a table; of each row group only the columns that are asked for are read.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { asyncBufferFromFile, type FileMetaData, type ParquetScan, parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { withFileErrors } from "../bytes/input-file.ts";
import type { Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong, orSkip } from "./_bad-row-words.ts";

const BLOCK_ROWS = 2000;

/**
 * Numbers and truth values become text. Class numbers become class names where the file was written by Hugging Face's
 * `datasets`, which keeps the names in the file.
 *
 * @throws NewsclfError `DATA_PARQUET`.
 */
export async function openParquetTable(
  path: string,
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
  const file = await withFileErrors(path, () => asyncBufferFromFile(path));
  const { metadata, ranges, readColumn }: ParquetScan = await withParquetErrors(() =>
    parquetScan({ file, compressors }),
  );
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  const classNames = classNamesOf(metadata);

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
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
          const fields = values.map((column, k) =>
            toText(column[row - range.rowStart], classNames.get(columns[positions[k]!]!)),
          );
          if (fields.some((field) => isLong(field, maxFieldBytes))) {
            badRows.add("DATA_FIELD_TOO_LONG", () => describeLong(name, row + 1, maxFieldBytes));
            continue;
          }
          fields.forEach((field, k) => void block.values[k]!.push(field));
          block.records.push(row + 1);
        }
        yield block;
      }
    }
  }
  return { columns, blocks };
}

function classNamesOf({ key_value_metadata: entries = [] }: FileMetaData): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  try {
    const json = entries.find(({ key }) => key === "huggingface")?.value ?? "{}";
    const features: unknown = JSON.parse(json)?.info?.features ?? {};
    for (const [column, feature] of Object.entries(features as Record<string, { names?: unknown }>)) {
      if (Array.isArray(feature?.names)) found.set(column, feature.names.map(String));
    }
  } catch {
    // Notes in a form we do not know: the numbers stay numbers.
  }
  return found;
}

/** UTF-8 has at most three bytes for a UTF-16 unit, so that nearly no field has to be gone through. */
function isLong(field: string, maxBytes: number): boolean {
  return 3 * field.length > maxBytes && Buffer.byteLength(field) > maxBytes;
}

function describeLong(name: string, record: number, maxBytes: number): NewsclfError {
  return new NewsclfError("DATA_FIELD_TOO_LONG", describeTooLong("field", maxBytes), {
    place: `${name} (record ${record})`,
    fix: orSkip(sentence`raise ${setting("maxFieldBytes")}`),
  });
}

function toText(value: unknown, classNames: readonly string[] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") {
    return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item));
  }
  // `datasets` writes -1 for a row without a label.
  if (classNames !== undefined && Number(value) === -1) return "";
  return classNames?.[Number(value)] ?? String(value);
}
