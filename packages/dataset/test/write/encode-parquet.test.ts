import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { encodeParquet, type ParquetCell, type ParquetColumn } from "../../src/node.ts";

const COLUMNS: readonly ParquetColumn[] = [
  { name: "text", type: "text" },
  { name: "probability", type: "number" },
  { name: "isCut", type: "truth" },
];

async function encode(blocks: readonly (readonly (readonly ParquetCell[])[])[]): Promise<ArrayBuffer> {
  async function* stream() {
    yield* blocks;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of encodeParquet(COLUMNS, stream())) chunks.push(chunk);
  return new Blob(chunks as BlobPart[]).arrayBuffer();
}

test("rows come back, and what is missing", async () => {
  const file = await encode([[["a ñ 你好 🎉\n\0", 0.5, true]], [["", null, false]]]);

  expect(await parquetReadObjects({ file })).toEqual([
    { text: "a ñ 你好 🎉\n\0", probability: 0.5, isCut: true },
    { text: "", probability: null, isCut: false },
  ]);
});

test("many rows come in groups", async () => {
  const rows = Array.from({ length: 40_000 }, (_, i): ParquetCell[] => [`text ${i}`, i, i % 2 === 0]);
  const blocks = Array.from({ length: 40 }, (_, k) => rows.slice(1000 * k, 1000 * (k + 1)));
  const file = await encode(blocks);
  const found = await parquetReadObjects({ file });

  expect(parquetMetadata(file).row_groups.length).toBe(3);
  expect(found.length).toBe(40_000);
  for (const i of [0, 16_999, 17_000, 39_999]) {
    expect(found[i]).toEqual({ text: `text ${i}`, probability: i, isCut: i % 2 === 0 });
  }
});

test("no rows are a file with columns", async () => {
  const file = await encode([]);

  expect(await parquetReadObjects({ file })).toEqual([]);
  expect(parquetMetadata(file).schema.map(({ name }) => name)).toEqual(["root", "text", "probability", "isCut"]);
});
