// Who is told how a run goes.

import type { EpochRecord, WeightHistograms } from "@newsclf/training";

/** Where the LSTM's training is, over all folds. */
export interface RunStep {
  /** Share of the whole, in `[0, 1]`. */
  readonly done: number;
  /** 1-based, the first epoch that is not over everywhere. */
  readonly epoch: number;
  readonly numEpochs: number;
}

/** An epoch that is over everywhere. */
export interface RunEpoch extends Pick<RunStep, "numEpochs"> {
  /** An earlier process did that epoch, and this one goes on after it. */
  readonly isOld: boolean;
  /** Of the LSTM that the model will have, after the epoch; undefined where the folds alone are trained, or it is old. */
  readonly weights?: WeightHistograms | undefined;
}

/** Called in the order in which they were given. An error of one ends the run. */
export interface RunListener {
  readonly name: string;
  /** Before the LSTM's first step. */
  readonly onStart?: () => unknown;
  readonly onStep?: (step: RunStep) => unknown;
  readonly onEpochEnd?: (record: EpochRecord, run: RunEpoch) => unknown;
  /** After the last step, a stop or an error. */
  readonly onEnd?: () => unknown;
}
