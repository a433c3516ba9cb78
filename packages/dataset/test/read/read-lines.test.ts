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

test("gives the lines before a byte that is not of the encoding, and says where it is", async () => {
  const lines: string[] = [];
  const reading = (async () => {
    for await (const block of readLines(stream("one\ntwo\n", Uint8Array.of(0x63, 0xe9, 10)))) lines.push(...block);
  })();

  await expect(reading).rejects.toMatchObject({
    code: "DATA_UTF8",
    message: "0xE9 is not valid UTF-8",
    place: "stdin:3 byte 2",
    fix: 'encoding: "latin1"',
  });
  expect(lines).toEqual(["one", "two"]);
});

test("recognises what is no UTF-8 as the reader of files does", async () => {
  await expect(blocksOf(stream(Buffer.from("\ufeffone\r\n", "utf16le")))).rejects.toMatchObject({
    code: "DATA_ENCODING",
    fix: 'encoding: "utf16le"',
  });
  expect(await blocksOf(stream(Buffer.from("\ufeffone\r\ntwo\r\n", "utf16le")), "utf16le")).toEqual([["one", "two"]]);
});

test("takes a lone carriage return for a part of its line", async () => {
  expect(await blocksOf(stream("one\rtwo\nthree"))).toEqual([["one\rtwo"], ["three"]]);
});
