// Word vectors from elsewhere, in the order of a vocabulary. V = vocabulary size, E = numbers a word.

import type { TokenDataset, WordVectors } from "@newsclf/dataset";

/** As LSA's; .3 to 1 train equally well. */
const ROOT_MEAN_SQUARE = 0.3;

/**
 * Row-major `[V, E]`, scaled to a root mean square of 0.3 over the words that have a vector; zeros for the others.
 *
 * @param vocab - `[V]`.
 */
export function placeVectors({ words, values, size }: WordVectors, vocab: readonly string[]): Float32Array {
  const table = new Float32Array(vocab.length * size);
  const idOf = new Map(vocab.map((word, id) => [word, id]));
  let [square, numPlaced] = [0, 0];
  words.forEach((word, i) => {
    const id = idOf.get(word);
    if (id === undefined) return;
    const vector = values.subarray(i * size, (i + 1) * size);
    table.set(vector, id * size);
    square += vector.reduce((sum, value) => sum + value * value, 0);
    numPlaced++;
  });
  const scale = square > 0 ? ROOT_MEAN_SQUARE / Math.sqrt(square / (numPlaced * size)) : 0;
  return table.map((value) => value * scale);
}

/** Share of the tokens whose word has a vector, in `[0, 1]`. */
export function coverage(
  { words }: WordVectors,
  vocab: readonly string[],
  { tokenIds }: Pick<TokenDataset, "tokenIds">,
): number {
  const known = new Set(words);
  const hasVector = vocab.map((word) => known.has(word));
  let covered = 0;
  for (const id of tokenIds) if (hasVector[id]) covered++;
  return covered / tokenIds.length;
}
