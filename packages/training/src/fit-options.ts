// What `fit` takes.

import type { Batch } from "@newsclf/dataset";
import type { EarlyStoppingOptions } from "./early-stopping.ts";
import type { EpochRecord, StepRecord } from "./history.ts";
import type { LearningRateSchedule } from "./learning-rate.ts";

/** The batches of one split; `createLoader` of `@newsclf/dataset` makes one. */
export interface BatchSource {
  /** Batches an epoch. */
  readonly numBatches: number;
  /** @param epoch - 0-based; may select the order. */
  epoch(epoch: number): Iterable<Batch>;
}

/** Called while training runs; the loop waits for what they return. */
export interface FitCallbacks {
  readonly onStep?: (record: StepRecord) => unknown;
  /** @param isBest - Whether the monitored number is better than in every epoch before. */
  readonly onEpochEnd?: (record: EpochRecord, isBest: boolean) => unknown;
}

/** Options of `fit`. */
export interface FitOptions {
  readonly train: BatchSource;
  readonly validation?: BatchSource | undefined;
  /** At least 1. */
  readonly numEpochs: number;
  /** Default 1e-3, as in PyTorch's AdamW. */
  readonly learningRate?: number | LearningRateSchedule | undefined;
  /** Default 1e-2, as in PyTorch's AdamW. */
  readonly weightDecay?: number | undefined;
  /** Whether rows of a table that a step did not read stay as they are: see `AdamWOptions`. Default true. */
  readonly lazyRows?: boolean | undefined;
  /** Largest L2 norm of all gradients together, above 0; larger ones are scaled down. Default: no limit. */
  readonly maxGradNorm?: number | undefined;
  /** Selects the dropout masks: an integer. The order of the batches has its own seed, the loader's. */
  readonly seed: number;
  readonly earlyStopping?: EarlyStoppingOptions | undefined;
  /** End with the weights of the best epoch instead of the last. Default true. */
  readonly restoreBestWeights?: boolean | undefined;
  /** Aborting it ends training after the running batch. */
  readonly signal?: AbortSignal | undefined;
  readonly callbacks?: FitCallbacks | undefined;
}

/** @throws RangeError for the first option outside its range. */
export function checkFitOptions(options: FitOptions): void {
  const { train, validation, numEpochs, maxGradNorm, seed } = options;
  if (!Number.isInteger(numEpochs) || numEpochs < 1) {
    throw new RangeError(`fit: expected numEpochs to be a positive integer, got ${numEpochs}`);
  }
  if (!Number.isInteger(seed)) throw new RangeError(`fit: expected seed to be an integer, got ${seed}`);
  if (maxGradNorm !== undefined && !(maxGradNorm > 0)) {
    throw new RangeError(`fit: expected maxGradNorm above 0, got ${maxGradNorm}; leave it out for no limit`);
  }
  for (const [name, source] of Object.entries({ train, validation })) {
    if (source && source.numBatches < 1)
      throw new RangeError(`fit: ${name} has no batches; it needs at least one example`);
  }
}
