// What training reports: one record an epoch, one a step.

/** The result of one epoch. */
export interface EpochRecord {
  /** 1-based. */
  readonly epoch: number;
  /** Mean cross-entropy in nats over the epoch's examples, each taken when its batch was trained on (dropout active). */
  readonly trainLoss: number;
  /** Fraction in `[0, 1]`, measured as `trainLoss` is. */
  readonly trainAccuracy: number;
  /** Mean cross-entropy in nats after the epoch; absent without a validation split. */
  readonly validationLoss?: number;
  /** Fraction in `[0, 1]`; absent without a validation split. */
  readonly validationAccuracy?: number;
  /** That of the epoch's last step. */
  readonly learningRate: number;
  /** Tokens trained on in this epoch, padding not counted. */
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
  /** Mean cross-entropy in nats of this batch. */
  readonly loss: number;
  /** Mean over the epoch so far. */
  readonly trainLoss: number;
  /** Fraction in `[0, 1]` over the epoch so far. */
  readonly trainAccuracy: number;
  /** L2 norm of all gradients together, before clipping. */
  readonly gradNorm: number;
  readonly learningRate: number;
  /** Tokens of the epoch so far, padding not counted. */
  readonly numTokens: number;
}
