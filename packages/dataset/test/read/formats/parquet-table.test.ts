import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { readExamples, streamExamples } from "../../../src/node.ts";
import { write } from "../_files.ts";

function news(numRows: number, options: object = {}): Uint8Array {
  const rows = Array.from({ length: numRows }, (_, i) => i);
  const columnData = [
    { name: "text", data: rows.map((i) => `text ${i}`) },
    { name: "label", data: rows.map((i) => i % 3) },
    { name: "big", data: rows.map(BigInt) },
    { name: "constructor", data: rows.map((i) => i % 2 === 0) },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

test("reads row groups one after another", async () => {
  const { examples, summary } = await readExamples(await write("a.parquet", news(10, { rowGroupSize: 4 })), {
    keepColumns: ["big", "constructor"],
  });

  expect(examples.texts).toEqual(Array.from({ length: 10 }, (_, i) => `text ${i}`));
  expect(examples.labelNames.slice(0, 4)).toEqual(["0", "1", "2", "0"]);
  expect(examples.records).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect([...examples.columns.values()].map((values) => values.slice(0, 2))).toEqual([
    ["0", "1"],
    ["true", "false"],
  ]);
  expect(summary).toMatchObject({ header: ["text", "label", "big", "constructor"], numRows: 10 });
});

test("gives class names where the file has them", async () => {
  const features = { text: { dtype: "string" }, label: { names: ["World", "Sports", "Business"] } };
  const kvMetadata = [{ key: "huggingface", value: JSON.stringify({ info: { features } }) }];
  const { examples } = await readExamples(await write("names.parquet", news(4, { kvMetadata })));

  expect(examples.labelNames).toEqual(["World", "Sports", "Business", "World"]);
});

test("takes the class -1 for none", async () => {
  const features = { label: { names: ["World", "Sports"] } };
  const kvMetadata = [{ key: "huggingface", value: JSON.stringify({ info: { features } }) }];
  const columnData = [
    { name: "text", data: ["a", "b"] },
    { name: "label", data: [-1, 1] },
  ];
  const content = new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
  const { examples, summary } = await readExamples(await write("unlabelled.parquet", content));

  expect(examples.labelNames).toEqual(["Sports"]);
  expect(summary.dropped).toEqual({ ROW_EMPTY_LABEL: 1 });
});

test("minds the longest field", async () => {
  const path = await write("long.parquet", news(12));

  await expect(readExamples(path, { maxFieldBytes: 6 })).rejects.toMatchObject({
    code: "DATA_FIELD_TOO_LONG",
    place: "long.parquet (record 11)",
    more: 1,
  });
  expect((await readExamples(path, { maxFieldBytes: 6, onBadRow: "skip" })).summary).toMatchObject({
    numKept: 10,
    dropped: { DATA_FIELD_TOO_LONG: 2 },
  });
});

test("stops at the limit", async () => {
  const path = await write("limit.parquet", news(10, { rowGroupSize: 4 }));

  expect((await readExamples(path, { limit: 5 })).examples.records).toEqual([1, 2, 3, 4, 5]);
});

test("cuts large row groups into blocks", async () => {
  const sizes: number[] = [];
  for await (const { texts } of streamExamples(await write("large.parquet", news(5000, { rowGroupSize: 5000 }))))
    sizes.push(texts.length);

  expect(sizes).toEqual([2000, 2000, 1000]);
});

test("refuses what is no Parquet file, or a damaged one", async () => {
  const damaged = news(100).fill(255, 4, 60);

  for (const content of ["text,label\n", damaged]) {
    const reading = readExamples(await write("bad.parquet", content));
    await expect(reading).rejects.toMatchObject({ code: "DATA_PARQUET", place: "bad.parquet" });
  }
});

test("refuses what is no text where a text is wanted", async () => {
  const columnData = [
    { name: "text", data: [new Uint8Array([0x63, 0xe9]), new Uint8Array([0x61])], type: "BYTE_ARRAY" as const },
    { name: "label", data: ["x", "y"] },
    { name: "tags", data: [["x"], ["y", "z"]], type: "JSON" as const },
  ];
  const path = await write("kinds.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));

  await expect(readExamples(path)).rejects.toMatchObject({ code: "DATA_UTF8", place: "kinds.parquet (record 1)" });
  expect((await readExamples(path, { onBadRow: "skip" })).summary).toMatchObject({
    numKept: 1,
    dropped: { DATA_UTF8: 1 },
  });
  await expect(readExamples(path, { labelColumn: "tags", onBadRow: "skip" })).resolves.toMatchObject({
    summary: { dropped: { DATA_UTF8: 1, DATA_NESTED: 1 } },
  });
});
