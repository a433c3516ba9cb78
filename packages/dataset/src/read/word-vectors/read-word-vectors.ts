// Word vectors from a file: GloVe's text, word2vec's and fastText's text (.vec) and word2vec's binary form, and the JSON of
// npm's wink-embeddings. One pass, a chunk in memory.

import { basename } from "node:path";
import { NewsclfError } from "@newsclf-internal/errors";
import { decompress } from "../bytes/decompress.ts";
import { openFile } from "../bytes/input-file.ts";
import { tapBytes } from "../bytes/tap-bytes.ts";
import { readBinaryVectors } from "./_binary-vectors.ts";
import { readJsonVectors } from "./_json-vectors.ts";
import { readTextVectors } from "./_text-vectors.ts";
import type { IsWanted, VectorBytes, WordVectors } from "./word-vectors.ts";

/** First bytes of fastText's own model files. */
const FASTTEXT_MAGIC = 0x2f4f16ba;
/** Enough to tell the formats apart. */
const NUM_LOOKED_AT = 1 << 16;

/**
 * @param path - Of a file; `.gz` and `.zst` are decompressed.
 * @param onBytes - Told how many bytes of the file have been read.
 * @throws NewsclfError of the FILE family; `VECTORS_FORMAT` for a file of another kind or a damaged one, with the place.
 */
export async function readWordVectors(
  path: string,
  isWanted: IsWanted,
  onBytes: (done: number, total: number | undefined) => void = () => {},
): Promise<WordVectors> {
  const source = await openFile(path);
  const tapped = tapBytes(source, (done) => onBytes(done, source.size));
  const name = basename(path);
  try {
    const { head, chunks } = await peek(decompress(tapped.chunks, name), NUM_LOOKED_AT);
    return await readKind(head, { chunks, isWanted });
  } catch (error) {
    if (error instanceof NewsclfError && error.code === "VECTORS_FORMAT") throw error.at(name);
    throw error;
  } finally {
    await tapped.close();
  }
}

function readKind(head: Uint8Array, given: Pick<VectorBytes, "chunks" | "isWanted">): Promise<WordVectors> {
  if (head.length >= 4 && new DataView(head.buffer, head.byteOffset).getUint32(0, true) === FASTTEXT_MAGIC) {
    throw new NewsclfError("VECTORS_FORMAT", "is a model of fastText, not its vectors", {
      fix: "use the .vec file beside it",
    });
  }
  const start = new TextDecoder().decode(head);
  if (start.startsWith("{")) return readJsonVectors(given.chunks, given.isWanted);
  const header = /^\d+ (\d+)[ \t]*\r?\n/.exec(start);
  const bytes = { ...given, size: header ? Number(header[1]) : undefined, headerLength: header?.[0].length ?? 0 };
  const firstLine = start.slice(bytes.headerLength).split("\n", 1)[0]!;
  const isText = /^\S.* -?[\d.]+(e[+-]?\d+)?\s*$/i.test(firstLine);
  if (header && !isText) return readBinaryVectors(bytes);
  if (isText) return readTextVectors(bytes);
  throw new NewsclfError("VECTORS_FORMAT", "expected a word and its numbers a line, word2vec's binary form, or JSON", {
    fix: "use a GloVe, word2vec or fastText (.vec) file",
  });
}

/** The first bytes, and all of them. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
  numBytes: number,
): Promise<{ head: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < numBytes) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of first) {
    head.set(chunk, at);
    at += chunk.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, chunks: all() };
}
