import { createHash } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type ReadProgress, readExamples, streamExamples } from "../../src/node.ts";
import { folder, write } from "./_files.ts";

const CSV = "text,label\na,x\nb,y\n";
/** `CSV` as `zstd -c` 1.5.5 packs it; then again in two frames. */
const ZST = Buffer.from("KLUv/QBYmQAAdGV4dCxsYWJlbAphLHgKYix5Cg==", "base64");
const ZST_FRAMES = Buffer.from("KLUv/SQPeQAAdGV4dCxsYWJlbAphLHgK53FNPCi1L/0kBCEAAGIseQoB+FFl", "base64");

async function* streamOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test.each([
  ["a.csv", CSV],
  ["a.tsv", CSV.replaceAll(",", "\t")],
  ["A.CSV", CSV],
  ["a.csv.gz", gzipSync(CSV)],
  ["members.csv.gz", Buffer.concat([gzipSync(CSV.slice(0, 12)), gzipSync(CSV.slice(12))])],
  ["a.csv.zst", ZST],
  ["frames.csv.zst", ZST_FRAMES],
  ["a.jsonl.gz", gzipSync('{"text":"a","label":"x"}\n{"text":"b","label":"y"}')],
  ["a.json.gz", gzipSync('[{"text":"a","label":"x"},{"text":"b","label":"y"}]')],
])("reads %s, and hashes the file as it is", async (name, content) => {
  const { examples, summary } = await readExamples(await write(name, content));

  expect(examples).toMatchObject({ texts: ["a", "b"], labelNames: ["x", "y"] });
  expect(summary.files).toEqual([{ path: join(folder, name), sha256: sha256(content), numRows: 2 }]);
  expect(summary.sha256).toBe(sha256(content));
});

test.each([
  ["cut.csv.gz", gzipSync(CSV.repeat(100)).subarray(0, -9)],
  ["cut.csv.zst", ZST_FRAMES.subarray(0, -5)],
  ["other.csv.gz", Buffer.from(CSV)],
  ["other.csv.zst", Buffer.from(CSV)],
])("refuses %s", async (name, content) => {
  await expect(readExamples(await write(name, content))).rejects.toMatchObject({
    code: "DATA_COMPRESSED",
    place: name,
  });
});

test("takes a given format rather than the name's", async () => {
  const path = await write("odd.txt", '{"text":"a","label":"x"}');

  expect((await readExamples(path, { format: "jsonl" })).examples.texts).toEqual(["a"]);
});

test("takes an option that is undefined for one that is absent", async () => {
  const path = await write("one-row.tsv", "text\tlabel\na, b, c\tx, y, z\n");

  expect((await readExamples(path, { delimiter: undefined })).examples.labelNames).toEqual(["x, y, z"]);
});

test("reads standard input, CSV or JSON", async () => {
  const csv = await readExamples("-", { stdin: streamOf(CSV.slice(0, 5), CSV.slice(5)) });
  const json = await readExamples("-", { stdin: streamOf('{"text":"a",', '"label":"x"}') });

  expect(csv.examples.texts).toEqual(["a", "b"]);
  expect(json.examples.texts).toEqual(["a"]);
  await expect(readExamples("-", { stdin: streamOf("text,label\na\n") })).rejects.toMatchObject({
    place: "stdin:2 (record 1, byte 11)",
  });
  await expect(readExamples("-")).rejects.toThrow(TypeError);
});

test("reads several files as one, numbered through", async () => {
  const paths = [await write("one.csv", CSV), await write("two.jsonl", '{"label":"z","text":"c"}\n')];
  const { examples, summary } = await readExamples(paths);

  expect(examples).toMatchObject({ texts: ["a", "b", "c"], labelNames: ["x", "y", "z"], records: [1, 2, 3] });
  expect(summary).toMatchObject({ sources: paths, numRows: 3, header: ["text", "label"], delimiter: "," });
  expect((await readExamples(paths.toReversed())).summary.sha256).not.toBe(summary.sha256);
  expect((await readExamples(paths, { limit: 1 })).examples.texts).toEqual(["a", "c"]);
});

test("counts the rows of each file, bad ones too", async () => {
  const paths = [await write("some1.csv", "text,label\na\nb,x\n,x\n"), await write("some2.csv", CSV)];
  const { files } = (await readExamples(paths, { onBadRow: "skip", limit: 4 })).summary;

  expect(files.map(({ numRows }) => numRows)).toEqual([3, 2]);
});

test("names the columns that it read, whether guessed or given", async () => {
  const path = await write("columns.csv", "id,Title,Body,category\n1,a,b,x\n");
  const guessed = await readExamples(path);
  const given = await readExamples(path, { textColumn: ["Title", "Body"], titleColumn: "id", labelled: false });

  expect(guessed.summary.columns).toEqual({ text: ["Body"], label: "category" });
  expect(given.summary.columns).toEqual({ text: ["Title", "Body"], title: "id" });
});

test("counts bad rows through all files", async () => {
  const paths = [await write("bad1.csv", "text,label\na\n"), await write("bad2.csv", "text,label\na\nb,x\n")];

  await expect(readExamples(paths)).rejects.toMatchObject({ place: "bad1.csv:2 (record 1, byte 11)", more: 1 });
  expect((await readExamples(paths, { onBadRow: "skip" })).summary.dropped).toEqual({ CSV_COLUMNS: 2 });
});

test.each([
  ["*.csv", ["a1", "a2"]],
  ["**/*.csv", ["a1", "a2", "deep"]],
  ["a?.csv", ["a1", "a2"]],
  ["a[2-9].csv", ["a2"]],
  ["{a2,deep/*}.csv", ["a2", "deep"]],
  ["a2.csv", ["a2"]],
])("finds the files of %s, sorted, in a folder whose name looks like a pattern", async (pattern, texts) => {
  for (const [name, text] of Object.entries({ a2: "a2", a1: "a1", "deep/b": "deep", ".hidden": "no" })) {
    await write(`gl[ob]*/${name}.csv`, `text,label\n${text},x\n`);
  }

  expect((await readExamples(join(folder, "gl[ob]*", pattern))).examples.texts).toEqual(texts);
});

test("says when a pattern finds nothing", async () => {
  await expect(readExamples(join(folder, "none-*.csv"))).rejects.toMatchObject({
    code: "FILE_MISSING",
    message: "no file matches the pattern",
    place: "none-*.csv",
  });
});

test("gives blocks, not one large list, and lets go of the file when it is left", async () => {
  const path = await write("large.csv", `text,label\n${"some text,x\n".repeat(200_000)}`);
  const isOpen = (): boolean =>
    readdirSync("/proc/self/fd").some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });
  for await (const { texts } of streamExamples(path)) {
    expect(texts.length).toBeLessThan(40_000);
    expect(process.platform !== "linux" || isOpen()).toBe(true);
    break;
  }

  if (process.platform === "linux") await expect.poll(isOpen).toBe(false);
});

test("tells how far it is", async () => {
  const content = gzipSync(CSV);
  const path = await write("progress.csv.gz", content);
  const seen: ReadProgress[] = [];
  await readExamples(path, { onProgress: (progress) => seen.push(progress) });

  expect(seen.at(-1)).toEqual({ path, bytesRead: content.length, totalBytes: content.length });
});

test("gives no block after an error that will be thrown", async () => {
  const path = await write("late.csv", `text,label\n${"a,x\n".repeat(200_000)}b\n${"a,x\n".repeat(200_000)}`);
  let numRows = 0;
  const reading = (async () => {
    for await (const { texts } of streamExamples(path)) numRows += texts.length;
  })();

  await expect(reading).rejects.toMatchObject({ code: "CSV_COLUMNS", more: 0 });
  expect(numRows).toBeLessThan(200_000);
});
