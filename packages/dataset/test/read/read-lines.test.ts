import { expect, test } from "vitest";
import { readLines } from "../../src/node.ts";

async function* stream(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
}

async function blocksOf(chunks: AsyncIterable<Uint8Array>, encoding?: string): Promise<string[][]> {
  const blocks: string[][] = [];
  for await (const lines of readLines(chunks, encoding)) blocks.push(lines);
  return blocks;
}

test("gives the lines of each chunk as soon as they are whole", async () => {
  expect(await blocksOf(stream("\ufeffone\r\ntw", "o\nthree\n", "four"))).toEqual([
    ["one"],
    ["two", "three"],
    ["four"],
  ]);
});

test("puts characters together that a chunk cuts", async () => {
  const bytes = new TextEncoder().encode("año\n");

  expect(await blocksOf(stream(bytes.subarray(0, 2), bytes.subarray(2)))).toEqual([["año"]]);
});

test("reads other encodings", async () => {
  expect(await blocksOf(stream(Uint8Array.of(0xe9, 10)), "latin1")).toEqual([["é"]]);
});

test("says after which line the bytes are not of the encoding", async () => {
  await expect(blocksOf(stream("one\n", Uint8Array.of(0xe9, 10)))).rejects.toMatchObject({
    code: "CSV_UTF8",
    message: "not valid UTF-8",
    place: "stdin, after line 1",
    fix: 'encoding: "latin1"',
  });
});
