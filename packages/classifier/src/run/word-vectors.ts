// What words are like, for both parts. V = vocabulary size, E = numbers a word.

import { lsaVectors } from "@newsclf/training";
import { placeVectors } from "../data/place-vectors.ts";
import type { PreparedData } from "../data/prepare-data.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";

/** Row-major `[V, E]`, zeros for words of which nothing is known; undefined where the settings want none. */
export function wordVectors(
  { rows, tokenizer, wholeTexts }: PreparedData,
  { vectors, embeddingSize, seed }: TrainingSettings,
): Float32Array | undefined {
  const { vocab, vocabSize } = tokenizer;
  if (rows.vectors) return placeVectors(rows.vectors, vocab);
  return vectors === null ? undefined : lsaVectors(wholeTexts, { vocabSize, embeddingSize, seed });
}
