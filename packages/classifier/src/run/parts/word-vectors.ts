// What words are like, for both parts. V = vocabulary size, E = numbers a word.

import { placeVectors } from "../../data/place-vectors.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import type { JobRunner } from "../jobs/job.ts";

/** Row-major `[V, E]`, zeros for words of which nothing is known; undefined where the settings want none, or the signal came. */
export async function wordVectors(
  { rows, tokenizer: { vocab, vocabSize }, wholeTexts }: PreparedData,
  { vectors, embeddingSize, seed }: TrainingSettings,
  { runner, signal }: { readonly runner: JobRunner; readonly signal: AbortSignal | undefined },
): Promise<Float32Array | undefined> {
  if (rows.vectors) return placeVectors(rows.vectors, vocab);
  if (vectors === null) return undefined;
  const texts = { tokenIds: wholeTexts.tokenIds, offsets: wholeTexts.offsets };
  const [found] = await runner.run([{ kind: "vectors", texts, vocabSize, embeddingSize, seed }], [{ signal }]);
  return found!.vectors;
}
