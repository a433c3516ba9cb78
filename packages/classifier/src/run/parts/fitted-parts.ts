// What a training leaves.

import type { FoldScore } from "@newsclf/evaluation";
import type { TrainedModel } from "@newsclf/model";
import type { Calibration, EpochRecord, LearningRateSearch } from "@newsclf/training";
import type { Abstention } from "../held-out/abstention.ts";
import type { TestResult } from "../test-result.ts";

/** How training went. */
export interface RunTraining {
  /** One record for each epoch of the LSTM that was completed everywhere. */
  readonly history: readonly EpochRecord[];
  /** 1-based, the epoch whose weights the LSTM has; 0 if none was completed. */
  readonly bestEpoch: number;
  /** Whether those weights were the best by the monitored score, rather than the last. */
  readonly isBest: boolean;
  /** `numEpochs`, `signal`, `maxMinutes`, `error`, or the reason that a listener gave, such as `earlyStopping`. */
  readonly stoppedBy: string;
  /** What was asked for and is not in the model, because training was stopped: `lstm`, `refit`. */
  readonly missing: readonly string[];
}

/** Whether it was ended from outside, and can go on. */
export function isInterrupted({ stoppedBy }: RunTraining): boolean {
  return stoppedBy === "signal" || stoppedBy === "maxMinutes";
}

/**
 * What the parts say of rows that they were not trained on; how much each counts was told by the other folds. With early
 * stopping a fold's LSTM has its best epoch on the rows that it answers, which flatters it.
 */
export interface HeldOut extends TestResult {
  /** `[n]`. */
  readonly labels: Int32Array;
  /** `[n]`, positions in the training split: fold after fold. */
  readonly rows: Int32Array;
  /** `[n]`, the number of each row's fold, from 0. */
  readonly folds: Int32Array;
  /** Of each metric, over the folds. */
  readonly scores: Readonly<Record<string, FoldScore>>;
  /** The same without the LSTM, where there is more. */
  readonly withoutLstm?: TestResult;
}

export interface FittedParts {
  /** Undefined if nothing became whole. */
  readonly model: TrainedModel | undefined;
  /** What the model would be without its LSTM, where there is more. */
  readonly withoutLstm: TrainedModel | undefined;
  readonly outOfFold: HeldOut | undefined;
  /** What the last layer of the model was changed by at the end; undefined if nothing was. */
  readonly calibration: Calibration | undefined;
  /** Undefined where every text is answered. */
  readonly abstention: Abstention | undefined;
  readonly training: RunTraining;
  readonly learningRateSearch: LearningRateSearch | undefined;
  /** What ended training before its time, other than a signal. */
  readonly failure: unknown;
}
