// word2vec's binary form: a line of sizes, then for each word its bytes, a blank, and its numbers as float32.

import { NewsclfError } from "@newsclf-internal/errors";
import { type VectorBytes, type WordVectors, WordVectorsBuilder } from "./word-vectors.ts";

const [LINE_FEED, BLANK] = [10, 32];
/** No word is longer, so that a file of another kind is told early. */
const MAX_WORD_BYTES = 4096;

export async function readBinaryVectors({ chunks, isWanted, size, headerLength }: VectorBytes): Promise<WordVectors> {
  const builder = new WordVectorsBuilder(size!);
  const decoder = new TextDecoder();
  let bytes = new Uint8Array();
  let at = headerLength;
  let rank = 0;
  const fail = (): never => {
    throw new NewsclfError("VECTORS_FORMAT", `word ${rank + 1} is damaged or cut off`, { fix: "get the file again" });
  };
  /** False where the bytes so far do not hold a whole word. */
  const readWord = (): boolean => {
    let start = at;
    while (bytes[start] === LINE_FEED) start++;
    const end = bytes.indexOf(BLANK, start);
    if (end < 0 && bytes.length - start > MAX_WORD_BYTES) fail();
    if (end < 0 || end + 1 + 4 * size! > bytes.length) return false;
    const word = decoder.decode(bytes.subarray(start, end));
    at = end + 1 + 4 * size!;
    if (isWanted(word, rank)) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1, 4 * size!);
      const vector = Float32Array.from({ length: size! }, (_, i) => view.getFloat32(4 * i, true));
      if (!vector.every(Number.isFinite)) fail();
      builder.add(word, vector);
    }
    rank++;
    return true;
  };
  for await (const chunk of chunks) {
    const rest = bytes.subarray(at);
    bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    at = rank === 0 && at === headerLength ? headerLength : 0;
    while (readWord());
  }
  if (bytes.subarray(at).some((byte) => byte !== LINE_FEED)) fail();
  return builder.build();
}
