// Rows as the bytes of a Parquet file, a row group at a time.

import type { ByteWriter } from "hyparquet-writer";

/** Rows in a group, at least: enough for pages that compress well, few enough for memory. */
const GROUP_SIZE = 2 ** 14;

const TYPES = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  number: { type: "DOUBLE" },
  truth: { type: "BOOLEAN" },
} as const;

export interface ParquetColumn {
  readonly name: string;
  readonly type: keyof typeof TYPES;
}

/** A value of the type of its column; null where there is none. */
export type ParquetCell = string | number | boolean | null;

/**
 * Snappy-compressed pages with statistics, as most programs write them. Only a row group is in memory.
 *
 * @param columns - Each with a name of its own.
 * @param blocks - Rows of as many cells as there are columns.
 */
export async function* encodeParquet(
  columns: readonly ParquetColumn[],
  blocks: AsyncIterable<readonly (readonly ParquetCell[])[]>,
): AsyncGenerator<Uint8Array> {
  // Most programs never write one.
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...TYPES[type] })),
    ],
    createdBy: "newsclf",
  });
  let rows: (readonly ParquetCell[])[] = [];
  const writeGroup = (): void => {
    const columnData = columns.map(({ name }, k) => ({ name, data: rows.map((row) => row[k]!) }));
    void writer.write({ columnData, rowGroupSize: rows.length });
    rows = [];
  };
  for await (const block of blocks) {
    for (const row of block) rows.push(row);
    if (rows.length < GROUP_SIZE) continue;
    writeGroup();
    yield taken(bytes);
  }
  if (rows.length > 0) writeGroup();
  void writer.finish();
  yield taken(bytes);
}

/** What was written since the last time. Offsets in the file go on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
