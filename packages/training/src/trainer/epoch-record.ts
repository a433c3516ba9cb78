// What training reports: one record an epoch, one a step.

import { type EpochScores, type Scores, scoredSplits, scoreName } from "@newsclf/evaluation";

/** The result of one epoch. */
export interface EpochRecord extends EpochScores {
  /**
   * Mean over the epoch's examples of the loss and of each metric of the task, each batch taken when it was trained on
   * (dropout active).
   */
  readonly train: Scores;
  /** The same after the epoch, without dropout. */
  readonly validation?: Scores;
  /** That of the epoch's last step. */
  readonly learningRate: number;
  /** Tokens trained on in this epoch. */
  readonly numTokens: number;
  /** Optimiser steps of this epoch. */
  readonly numSteps: number;
}

/** Progress within an epoch, after a step. */
export interface StepRecord {
  /** 1-based. */
  readonly epoch: number;
  /** 1-based, within the epoch. */
  readonly step: number;
  /** Steps of this epoch. */
  readonly numSteps: number;
  /** 1-based, over the whole run. */
  readonly globalStep: number;
  /** Mean over the examples of this step. */
  readonly loss: number;
  /** Over the epoch so far, without the metrics that look at all examples again. */
  readonly train: Scores;
  /** L2 norm of all gradients together, before clipping. */
  readonly gradNorm: number;
  readonly learningRate: number;
  /** Tokens of the epoch so far. */
  readonly numTokens: number;
}

/** Loss and metrics by the names that `monitor` and metrics.jsonl know: `trainLoss`, `validationMacroF1`, `outOfFoldLoss`. */
export function flattenScores(scores: EpochScores): Record<string, number> {
  return Object.fromEntries(
    scoredSplits(scores).flatMap(([split, ofSplit]) =>
      Object.entries(ofSplit).map(([name, value]) => [scoreName(split, name), value]),
    ),
  );
}
