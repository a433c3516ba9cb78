// A learning rate for a model and its data, by a sweep from rates that do nothing to rates that break it (Smith 2017).

import type { Batch } from "@newsclf/dataset";
import type { RaggedTokens } from "@newsclf/kernels";
import { NewsclfError } from "@newsclf-internal/errors";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { Trainable } from "./trainable.ts";
import { createTrainer } from "./trainer/create-trainer.ts";
import type { StepRecord } from "./trainer/epoch-record.ts";
import type { TrainerOptions } from "./trainer/trainer-options.ts";

/** Share of the mean loss that a step leaves. Lightning has 0.98, for losses whose batches differ. */
const SMOOTHING = 0.9;
/** Steps by which a smoothed loss comes after what it smooths. */
const LAG = Math.round(SMOOTHING / (1 - SMOOTHING));
/** As there: the sweep ends where the loss is so many times the least. */
const MAX_RISE = 4;
/** As there: steps that say nothing yet, and at the end nothing any more. */
const [SKIPPED_FIRST, SKIPPED_LAST] = [10, 1];

/** Learns nothing. */
const NO_OPTIMIZER: Optimizer = {
  step: () => {},
  save: async () => null,
  restore: () => {},
  dispose: () => {},
};

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
  /** @param done - Steps of the sweep, which takes two passes, so far. */
  readonly onStep?: ((done: number) => void) | undefined;
  /** Aborting it ends the sweep after the running step. */
  readonly signal?: AbortSignal | undefined;
}

/** How the loss went while the learning rate rose. */
export interface LearningRateSearch {
  /** Of the steps that were made, ascending. */
  readonly rates: readonly number[];
  /** Of those steps, without what tells their batches apart, and smoothed; each finite. */
  readonly losses: readonly number[];
  /** The rate at which the loss, before it was smoothed, fell most steeply over the rate's logarithm; null if it fell nowhere. */
  readonly suggestion: number | null;
}

/**
 * Trains with a learning rate that rises exponentially from step to step, until the loss is four times the least or is no number
 * any more. Weights and optimizer are of no use afterwards.
 *
 * In small batches chance moves the loss more than a step does. So the same batches, with the same dropout masks, are first taken
 * without learning from them, and what counts is how much the loss has changed since.
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
  const rateOf = (step: number): number => minRate * (maxRate / minRate) ** (step / (numSteps - 1));
  /** The same batches and dropout masks each time. */
  const takeSteps = async (
    optimizer: Optimizer,
    onStep: (record: StepRecord, end: () => void) => void,
  ): Promise<void> => {
    const isOver = new AbortController();
    const end = (): void => isOver.abort();
    const trainer = createTrainer(model, {
      ...options,
      task: { ...options.task, metrics: [] },
      optimizer,
      numEpochs: Math.ceil(numSteps / Math.ceil(train.numBatches / accumulateBatches)),
      learningRate: rateOf,
      listeners: [
        {
          name: "sweep",
          onStep: (record) => {
            onStep(record, end);
            if (record.globalStep === numSteps) end();
          },
        },
      ],
    });
    await trainer.run(signal ? AbortSignal.any([signal, isOver.signal]) : isOver.signal);
  };

  const before: number[] = [];
  await takeSteps(NO_OPTIMIZER, ({ loss, globalStep }) => {
    before.push(loss);
    options.onStep?.(globalStep / 2);
  });
  const start = before.reduce((sum, loss) => sum + loss, 0) / before.length;
  const rates: number[] = [];
  const losses: number[] = [];
  let smoothed = start;
  await takeSteps(options.optimizer, ({ loss, globalStep }, end) => {
    smoothed += (1 - SMOOTHING) * (start + loss - before[globalStep - 1]! - smoothed);
    rates.push(rateOf(globalStep - 1));
    losses.push(smoothed);
    if (smoothed > MAX_RISE * Math.min(...losses)) end();
    options.onStep?.((numSteps + globalStep) / 2);
  }).catch((error: unknown) => {
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
    suggestion = rates[Math.max(0, i - LAG)]!;
  }
  return suggestion;
}
