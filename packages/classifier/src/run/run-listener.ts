// Who is told how a run goes.

import type { EpochRecord } from "@newsclf/training";

/** Where the LSTM's training is, over all folds. */
export interface RunStep {
  /** Share of the whole, in `[0, 1]`. */
  readonly done: number;
  /** 1-based, the first epoch that is not over everywhere. */
  readonly epoch: number;
  readonly numEpochs: number;
}

/** Called in the order in which they were given. An error of one ends the run. */
export interface RunListener {
  readonly name: string;
  /** Before the LSTM's first step. */
  readonly onStart?: () => unknown;
  readonly onStep?: (step: RunStep) => unknown;
  /** `isOld`: an earlier process did that epoch, and this one goes on after it. */
  readonly onEpochEnd?: (record: EpochRecord, run: Pick<RunStep, "numEpochs"> & { readonly isOld: boolean }) => unknown;
  /** After the last step, a stop or an error. */
  readonly onEnd?: () => unknown;
}
