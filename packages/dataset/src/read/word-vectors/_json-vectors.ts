// The JSON of npm's wink-embeddings packages: `{ "dimensions": E, ..., "vectors": { "word": [E numbers and two more], ... } }`,
// of which the vectors are hundreds of megabytes: they are read a word at a time.

import { NewsclfError } from "@newsclf-internal/errors";
import { type IsWanted, type WordVectors, WordVectorsBuilder } from "./word-vectors.ts";

const VECTORS = '"vectors":{';
const ENTRY = /\s*,?\s*("(?:[^"\\]|\\.)*")\s*:\s*\[([^\]]*)\]/y;

export async function readJsonVectors(chunks: AsyncIterable<Uint8Array>, isWanted: IsWanted): Promise<WordVectors> {
  const decoder = new TextDecoder();
  let builder: WordVectorsBuilder | undefined;
  let text = "";
  let rank = 0;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (builder === undefined) {
      const start = text.indexOf(VECTORS);
      if (start < 0) continue;
      builder = new WordVectorsBuilder(Number(/"dimensions":(\d+)/.exec(text.slice(0, start))?.[1]));
      text = text.slice(start + VECTORS.length);
    }
    let end = 0;
    for (;;) {
      ENTRY.lastIndex = end;
      const entry = ENTRY.exec(text);
      if (entry === null) break;
      end = ENTRY.lastIndex;
      const word = JSON.parse(entry[1]!) as string;
      if (isWanted(word, rank)) {
        const vector = entry[2]!.split(",").slice(0, builder.size).map(Number);
        if (vector.length !== builder.size || !vector.every(Number.isFinite)) throw damaged(rank);
        builder.add(word, vector);
      }
      rank++;
    }
    text = text.slice(end);
  }
  if (builder === undefined || rank === 0) throw damaged(rank);
  return builder.build();
}

function damaged(rank: number): NewsclfError {
  return new NewsclfError("VECTORS_FORMAT", `expected "dimensions" and "vectors"; word ${rank + 1} is damaged`, {
    fix: "install the package again, or use a GloVe, word2vec or fastText (.vec) file",
  });
}
