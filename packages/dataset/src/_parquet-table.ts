// A Parquet file as a table; of each row group only the columns that are asked for are read.

import { asyncBufferFromFile, type FileMetaData, type ParquetScan, parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { withFileErrors } from "./_input-file.ts";
import type { Table, TableBlock, TableContext } from "./_table.ts";
import { DataError } from "./data-error.ts";

const BLOCK_ROWS = 2000;

/**
 * Numbers and truth values become text. Class numbers become class names where the file was written by Hugging Face's
 * `datasets`, which keeps the names in the file.
 *
 * @throws DataError `DATA_PARQUET`.
 */
export async function openParquetTable(path: string, { name, limit }: TableContext): Promise<Table> {
  const withParquetErrors = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (cause) {
      const message = `is not a readable Parquet file (${(cause as Error).message})`;
      throw new DataError("DATA_PARQUET", message, { place: name, cause });
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
        const length = Math.min(BLOCK_ROWS, rowEnd - start);
        const from = start - range.rowStart;
        yield {
          values: values.map((column, k) => {
            const names = classNames.get(columns[positions[k]!]!);
            return Array.from({ length }, (_, i) => toText(column[from + i], names));
          }),
          records: Array.from({ length }, (_, i) => start + i + 1),
        };
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

function toText(value: unknown, classNames: readonly string[] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") {
    return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item));
  }
  return classNames?.[Number(value)] ?? String(value);
}
