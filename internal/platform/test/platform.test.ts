import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import * as node from "../src/node.ts";
import * as page from "../src/page.ts";

async function* stream(...chunks: Uint8Array[]) {
  yield* chunks;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

test("a page has all that Node has", () => {
  expect(Object.keys(page).sort()).toEqual(Object.keys(node).sort());
});

describe.each([
  ["node", node],
  ["page", page],
])("%s", (_, bytes) => {
  test("tells UTF-8 and ASCII", () => {
    const texts = [[0x61], [0xc3, 0xb1], [0xef, 0xbb, 0xbf, 0x61], [0xc3], [0xff]].map((list) => Uint8Array.from(list));

    expect(texts.map((text) => bytes.isUtf8(text))).toEqual([true, true, true, false, false]);
    expect(texts.map((text) => bytes.isAscii(text))).toEqual([true, false, false, false, false]);
  });

  test("hashes", () => {
    const hash = bytes.createSha256();
    hash.update("a");
    hash.update(Uint8Array.of(98, 99));

    expect(hash.hex()).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("unpacks gzip, and refuses what is cut off", async () => {
    const packed = gzipSync("team goal ".repeat(10_000));
    const parts = [packed.subarray(0, 20), packed.subarray(20)];

    expect(await collect(bytes.gunzip(stream(...parts)))).toBe("team goal ".repeat(10_000));
    await expect(collect(bytes.gunzip(stream(parts[0]!)))).rejects.toThrow();
  });
});
