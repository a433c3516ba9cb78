// Whether an LSTM can be trained here at all.

import { type ClassifierConfig, summarize } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/** Of a parameter: itself, two running means, its gradient, and a copy of the best; 4 bytes each. */
const BYTES_PER_PARAM = 20;

/**
 * Says at once what would else end the process in the middle.
 *
 * @param numJobs - Trainings at the same time.
 * @param memoryBytes - What the machine has, if anybody knows.
 * @throws NewsclfError `CONFIG`.
 */
export function checkMemory(config: ClassifierConfig, numJobs: number, memoryBytes = Number.POSITIVE_INFINITY): void {
  const { numParams } = summarize(config);
  const needed = numParams * BYTES_PER_PARAM * numJobs;
  if (needed < memoryBytes) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  const times = numJobs > 1 ? ` ${numJobs} times at once` : "";
  const model = `a model of ${numParams.toLocaleString("en-US")} parameters`;
  throw new NewsclfError(
    "CONFIG",
    `${model} needs ${gigabytes(needed)} to train${times}; this machine has ${gigabytes(memoryBytes)}`,
    {
      fix: sentence`choose a smaller ${setting("hiddenSize")}, ${setting("embeddingSize")} or ${setting("maxVocabSize")}`,
    },
  );
}
