// What is told of a job, and how it is stopped.

import type { EpochRecord } from "@newsclf/training";

/** Told while a job runs. */
export interface JobHooks {
  /** @param done - Share of the job, in `[0, 1]`. */
  readonly onStep?: ((done: number) => void) | undefined;
  readonly onEpoch?: ((record: EpochRecord) => void) | undefined;
  /** No more epochs come: training is over, and was not cut short. */
  readonly onTrained?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
