// A word and its numbers a line, with a first line of sizes (word2vec, fastText) or without (GloVe).

import { NewsclfError } from "@newsclf-internal/errors";
import { type VectorBytes, type WordVectors, WordVectorsBuilder } from "./word-vectors.ts";

export async function readTextVectors({ chunks, isWanted, size, headerLength }: VectorBytes): Promise<WordVectors> {
  let builder = size === undefined ? undefined : new WordVectorsBuilder(size);
  const firstLine = headerLength > 0 ? 2 : 1;
  let rank = 0;
  for await (const line of linesOf(chunks, headerLength)) {
    builder ??= new WordVectorsBuilder(countNumbers(line));
    const end = wordEnd(line, builder.size);
    const fail = (): never => {
      throw new NewsclfError(
        "VECTORS_FORMAT",
        `line ${firstLine + rank}: expected a word and ${builder!.size} numbers`,
        {
          fix: "get the file again",
        },
      );
    };
    if (end < 1) fail();
    const word = line.slice(0, end);
    if (isWanted(word, rank)) {
      const vector = line
        .slice(end + 1)
        .split(" ")
        .map(Number);
      if (!vector.every(Number.isFinite)) fail();
      builder.add(word, vector);
    }
    rank++;
  }
  return builder!.build();
}

/** At the end of the line; the word before them may be a number too. */
function countNumbers(line: string): number {
  const pieces = line.split(" ");
  const before = pieces.findLastIndex((piece) => !Number.isFinite(Number(piece)));
  return pieces.length - 1 - Math.max(0, before);
}

/** Where the numbers begin, counted from the end: a word may hold blanks. */
function wordEnd(line: string, size: number): number {
  let end = line.length;
  for (let i = 0; i < size && end > 0; i++) end = line.lastIndexOf(" ", end - 1);
  return end;
}

/** Without blanks at their ends; empty ones are left out. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, headerLength: number): AsyncGenerator<string> {
  // Bytes that are no UTF-8 make a word that no text has.
  const decoder = new TextDecoder();
  let rest = "";
  let skip = headerLength;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk.subarray(skip), { stream: true })).split("\n");
    skip = 0;
    rest = lines.pop()!;
    for (const line of lines) if (line.trim() !== "") yield line.trimEnd();
  }
  rest += decoder.decode();
  if (rest.trim() !== "") yield rest.trimEnd();
}
