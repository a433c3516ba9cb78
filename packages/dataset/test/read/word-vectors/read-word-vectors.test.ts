import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { readWordVectors } from "../../../src/node.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vectors-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

const write = (content: string | Uint8Array, name = "v.txt"): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const all = (): boolean => true;

const EXPECTED = { words: ["el", "niño"], values: Float32Array.of(1, -0.5, 2e-3, 4), size: 2 };

const binary = (words: readonly string[], values: readonly number[], end = ""): Uint8Array => {
  const size = values.length / words.length;
  const parts = words.flatMap((word, i) => [
    Buffer.from(`${word} `),
    Buffer.from(Float32Array.from(values.slice(i * size, (i + 1) * size)).buffer),
    Buffer.from(end),
  ]);
  return Buffer.concat([Buffer.from(`${words.length} ${size}\n`), ...parts]);
};

const JSON_FILE = JSON.stringify({
  ...{ precision: 8, l2NormIndex: 2, wordIndex: 3, size: 2, dimensions: 2, words: ["el", "niño"] },
  ...{ vectors: { el: [1, -0.5, 9, 0], niño: [2e-3, 4, 9, 1] }, unkVector: [0, 0, 0, -1] },
});

test.each([
  ["GloVe", "el 1 -0.5\nniño 2e-3 4\n"],
  ["word2vec's and fastText's text", "2 2\nel 1 -0.5 \nniño 2e-3 4 \n"],
  ["text without a last line end, with Windows' line ends", "el 1 -0.5\r\nniño 2e-3 4"],
  ["word2vec's binary form", binary(["el", "niño"], [1, -0.5, 2e-3, 4])],
  ["word2vec's binary form with line ends", binary(["el", "niño"], [1, -0.5, 2e-3, 4], "\n")],
  ["JSON of wink-embeddings", JSON_FILE],
])("reads %s", async (_, content) => {
  expect(await readWordVectors(write(content), all)).toEqual(EXPECTED);
});

test("decompresses by the name of the file", async () => {
  expect(await readWordVectors(write(gzipSync("el 1 -0.5\nniño 2e-3 4\n"), "v.vec.gz"), all)).toEqual(EXPECTED);
});

test("a word may hold blanks", async () => {
  const { words } = await readWordVectors(write(". . . 1 2\nnew york 3 4\n"), (_, rank) => rank > 0);

  expect(words).toEqual(["new york"]);
});

test("keeps what is wanted, by word and by position", async () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `w${i} ${i} 1`);
  const wanted = (word: string, rank: number): boolean => rank < 2 || word === "w49999";
  const { words, values } = await readWordVectors(write(lines.join("\n")), wanted);

  expect(words).toEqual(["w0", "w1", "w49999"]);
  expect([...values]).toEqual([0, 1, 1, 1, 49_999, 1]);
});

test("reads words of the binary form over the ends of chunks", async () => {
  const words = Array.from({ length: 30_000 }, (_, i) => `word${i}`);
  const path = write(
    binary(
      words,
      words.flatMap((_, i) => [i, -i, 0.5]),
    ),
  );
  const vectors = await readWordVectors(path, all);

  expect(vectors.words).toEqual(words);
  expect([...vectors.values.slice(-3)]).toEqual([29_999, -29_999, 0.5]);
});

test("reads words of JSON over the ends of chunks", async () => {
  const vectors = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`w"${i}]`, [i, 1, 0, i]]));
  const path = write(JSON.stringify({ dimensions: 2, vectors }));
  const { words, values } = await readWordVectors(path, all);

  expect(words.length).toBe(30_000);
  expect(words.at(-1)).toBe('w"29999]');
  expect([...values.slice(-2)]).toEqual([29_999, 1]);
});

test("tells how far it is", async () => {
  const told: number[] = [];
  await readWordVectors(write("el 1 2\n"), all, (done, total) => told.push(done, total!));

  expect(told).toEqual([7, 7]);
});

test.each([
  ["a line with fewer numbers", "el 1 2\nla 3\n", "line 2: expected a word and 2 numbers"],
  ["a line with a word among the numbers", "el 1 2\nla 3 x\n", "line 2: expected a word and 2 numbers"],
  ["a number that is none", "2 2\nel 1 2\nla nan 3\n", "line 3: expected a word and 2 numbers"],
  ["a binary file that is cut off", binary(["el", "la"], [1, 2, 3, 4]).slice(0, -2), "word 2 is damaged or cut off"],
  ["a binary file with a NaN", binary(["el", "la"], [1, 2, Number.NaN, 4]), "word 2 is damaged or cut off"],
  ["a model of fastText", Uint8Array.of(0xba, 0x16, 0x4f, 0x2f, 1, 2), "is a model of fastText, not its vectors"],
  ["a table", "text,label\na,b\n", "expected a word and its numbers a line"],
  ["an empty file", "", "expected a word and its numbers a line"],
  ["JSON of another kind", '{"a":1}', 'expected "dimensions" and "vectors"'],
  ["JSON with a short vector", '{"dimensions":2,"vectors":{"el":[1]}}', 'expected "dimensions" and "vectors"'],
])("refuses %s", async (_, content, message) => {
  await expect(readWordVectors(write(content), all)).rejects.toMatchObject({
    ...{ code: "VECTORS_FORMAT", place: "v.txt", message: expect.stringContaining(message) },
  });
});

test("says that there is no such file", async () => {
  await expect(readWordVectors(join(folder, "none.txt"), all)).rejects.toMatchObject({ code: "FILE_MISSING" });
});
