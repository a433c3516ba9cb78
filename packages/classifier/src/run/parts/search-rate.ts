// The learning rate that a sweep finds, where that is asked for.

import type { LearningRateSearch } from "@newsclf/training";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import { lstmStart } from "./fit-lstm.ts";
import type { NgramContext } from "./fit-ngrams.ts";

/** @returns Undefined if the signal stopped it. */
export async function searchRate(
  data: PreparedData,
  settings: TrainingSettings,
  vectors: Float32Array | undefined,
  { runner, onProgress, signal }: NgramContext,
): Promise<LearningRateSearch | undefined> {
  const job = { ...lstmStart(data, settings, vectors), kind: "rates" } as const;
  const onStep = (done: number): void => onProgress?.({ step: "looking for a learning rate", done, total: 1 });
  const [found] = await runner.run([job], [{ signal, onStep }]);
  const { isStopped, ...search } = found!;
  return isStopped ? undefined : search;
}
