// Whether an LSTM can be trained here at all.

import { type ClassifierConfig, summarize } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/** Of a parameter: itself, two running means, its gradient, and a copy of the best; 4 bytes each. */
const BYTES_PER_PARAM = 20;

/** Of a parameter's moving average. */
const BYTES_OF_AVERAGE = 4;

/** Of one buffer of 4 GiB, which is what Node.js 20 has and a model is read into. */
const MAX_PARAMS = 2 ** 30 - 1;

/**
 * Says at once what would else end the process in the middle.
 *
 * @param numJobs - Trainings at the same time.
 * @param memoryBytes - What the machine has, if anybody knows.
 * @param hasAverage - Whether each follows its weights.
 * @throws NewsclfError `CONFIG`.
 */
export function checkMemory(
  config: ClassifierConfig,
  numJobs: number,
  memoryBytes: number = Number.POSITIVE_INFINITY,
  hasAverage = false,
): void {
  const { numParams } = summarize(config);
  const fix = sentence`choose a smaller ${setting("hiddenSize")}, ${setting("embeddingSize")} or ${setting("maxVocabSize")}`;
  const count = (value: number): string => value.toLocaleString("en-US");
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  const needed = numParams * (BYTES_PER_PARAM + (hasAverage ? BYTES_OF_AVERAGE : 0)) * numJobs;
  if (needed >= memoryBytes) {
    const times = numJobs > 1 ? ` ${numJobs} times at once` : "";
    const machine = `this machine has ${gigabytes(memoryBytes)}`;
    const model = `a model of ${count(numParams)} parameters`;
    throw new NewsclfError("CONFIG", `${model} needs ${gigabytes(needed)} to train${times}; ${machine}`, { fix });
  }
  if (numParams > MAX_PARAMS) {
    const limit = `a model has at most ${count(MAX_PARAMS)} parameters`;
    throw new NewsclfError("CONFIG", `${limit}, and this one would have ${count(numParams)}`, { fix });
  }
}
