// A learning rate for a model and its data, by a sweep from rates that do nothing to rates that break it (Smith 2017).

import type { Batch } from "@newsclf/dataset";
import type { RaggedTokens } from "@newsclf/kernels";
import { NewsclfError } from "@newsclf-internal/errors";
import type { Trainable } from "./trainable.ts";
import { createTrainer } from "./trainer/create-trainer.ts";
import type { StepRecord } from "./trainer/epoch-record.ts";
import type { TrainerOptions } from "./trainer/trainer-options.ts";

/** Share of the mean loss that a step leaves; this and what follows are Lightning's choices. */
const SMOOTHING = 0.98;
/** The sweep ends where the loss is so many times the least. */
const MAX_RISE = 4;
/** Steps that say nothing yet, and at the end nothing any more. */
const [SKIPPED_FIRST, SKIPPED_LAST] = [10, 1];

/** Options of `findLearningRate`. */
export interface LearningRateSearchOptions<B extends RaggedTokens = Batch, Targets = Int32Array>
  extends Pick<
    TrainerOptions<B, Targets>,
    "train" | "task" | "optimizer" | "maxGradNorm" | "seed" | "accumulateBatches"
  > {
  /** Above 0. Default 1e-8. */
  readonly minRate?: number | undefined;
  /** Above `minRate`. Default 1. */
  readonly maxRate?: number | undefined;
  /** At least 2, over as many epochs as that takes. Default 100. */
  readonly numSteps?: number | undefined;
  readonly onStep?: ((record: StepRecord) => void) | undefined;
  /** Aborting it ends the sweep after the running step. */
  readonly signal?: AbortSignal | undefined;
}

/** How the loss went while the learning rate rose. */
export interface LearningRateSearch {
  /** Of the steps that were made, ascending. */
  readonly rates: readonly number[];
  /** Exponential moving average of the steps' losses, each finite. */
  readonly losses: readonly number[];
  /** The rate at which the loss fell most steeply over the logarithm of the rate; null if it fell nowhere. */
  readonly suggestion: number | null;
}

/**
 * Trains with a learning rate that rises exponentially from step to step, until the loss is four times the least or is no number
 * any more. Weights and optimizer are of no use afterwards.
 *
 * @throws RangeError for options outside their range.
 */
export async function findLearningRate<B extends RaggedTokens = Batch, Targets = Int32Array>(
  model: Trainable,
  options: LearningRateSearchOptions<B, Targets>,
): Promise<LearningRateSearch> {
  const { minRate = 1e-8, maxRate = 1, numSteps = 100, train, accumulateBatches = 1, signal } = options;
  if (!(minRate > 0 && maxRate > minRate && Number.isFinite(maxRate))) {
    throw new RangeError(`findLearningRate: expected 0 < minRate < maxRate, got ${minRate} and ${maxRate}`);
  }
  if (!Number.isInteger(numSteps) || numSteps < 2) {
    throw new RangeError(`findLearningRate: expected numSteps to be an integer of at least 2, got ${numSteps}`);
  }
  const rates: number[] = [];
  const losses: number[] = [];
  const isOver = new AbortController();
  let [mean, least] = [0, Number.POSITIVE_INFINITY];
  const onStep = (record: StepRecord): void => {
    mean = SMOOTHING * mean + (1 - SMOOTHING) * record.loss;
    // The mean starts at 0; this takes its part out.
    const loss = mean / (1 - SMOOTHING ** record.globalStep);
    rates.push(record.learningRate);
    losses.push(loss);
    if (loss > MAX_RISE * least || rates.length === numSteps) isOver.abort();
    least = Math.min(least, loss);
    options.onStep?.(record);
  };
  const trainer = createTrainer(model, {
    ...options,
    task: { ...options.task, metrics: [] },
    numEpochs: Math.ceil(numSteps / Math.ceil(train.numBatches / accumulateBatches)),
    learningRate: (step) => minRate * (maxRate / minRate) ** (step / (numSteps - 1)),
    listeners: [{ name: "sweep", onStep }],
  });
  await trainer.run(signal ? AbortSignal.any([signal, isOver.signal]) : isOver.signal).catch((error: unknown) => {
    if (!(error instanceof NewsclfError && error.code === "TRAIN_NONFINITE")) throw error;
  });
  return { rates, losses, suggestion: steepest(rates, losses) };
}

/** Where the central difference of the losses is least: the rates' logarithms are equally far apart. */
function steepest(rates: readonly number[], losses: readonly number[]): number | null {
  let suggestion: number | null = null;
  let steepestSlope = 0;
  for (let i = SKIPPED_FIRST; i < losses.length - SKIPPED_LAST; i++) {
    // At the ends of what counts the difference has one side.
    const [from, to] = [Math.max(SKIPPED_FIRST, i - 1), Math.min(losses.length - SKIPPED_LAST - 1, i + 1)];
    const slope = (losses[to]! - losses[from]!) / (to - from);
    if (!(slope < steepestSlope)) continue;
    steepestSlope = slope;
    suggestion = rates[i]!;
  }
  return suggestion;
}
