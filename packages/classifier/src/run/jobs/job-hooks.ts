// What is told of a job, and how it is stopped.

import type { EpochRecord, Snapshot, WeightHistograms } from "@newsclf/training";

/** Told while a job runs. */
export interface JobHooks<Result = never> {
  /** @param done - Share of the job, in `[0, 1]`. */
  readonly onStep?: ((done: number) => void) | undefined;
  /**
   * @param isOld - Whether an earlier process did that epoch.
   * @param weights - Those after the epoch, if the job was asked for them.
   */
  readonly onEpoch?: ((record: EpochRecord, isOld: boolean, weights?: WeightHistograms) => void) | undefined;
  /** What it takes to go on from here, after each epoch, when one is due, and where the signal cut the job. */
  readonly onSnapshot?: ((snapshot: Snapshot) => void) | undefined;
  /** Asked after steps. */
  readonly isSnapshotDue?: (() => boolean) | undefined;
  /** The job is over, which others may not be. */
  readonly onResult?: ((result: Result) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
