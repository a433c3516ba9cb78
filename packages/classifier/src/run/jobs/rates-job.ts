// Finds out which learning rate suits an LSTM and its texts, on weights that are thrown away.

import { findLearningRate, type LearningRateSearch } from "@newsclf/training";
import { trainingBatches } from "../batches.ts";
import { createOptimizer } from "./create-optimizer.ts";
import type { JobHooks } from "./job-hooks.ts";
import { type LstmStart, startClassifier, taskOf } from "./lstm-start.ts";

/** Those of the sweep. */
const NUM_STEPS = 100;

export interface RatesJob extends LstmStart {
  readonly kind: "rates";
}

export interface RatesResult extends LearningRateSearch {
  readonly isStopped: boolean;
}

export async function runRatesJob(job: RatesJob, { onStep, signal }: JobHooks): Promise<RatesResult> {
  const { settings, train } = job;
  const { seed, accumulateBatches, maxGradNorm } = settings;
  const classifier = startClassifier(job);
  const optimizer = createOptimizer(classifier.params, settings);
  try {
    const search = await findLearningRate(classifier, {
      ...{ train: trainingBatches(train, settings), task: taskOf(job), optimizer, seed, accumulateBatches },
      ...{ maxGradNorm: maxGradNorm ?? undefined, numSteps: NUM_STEPS, signal },
      onStep: (done) => onStep?.(done / NUM_STEPS),
    });
    return { ...search, isStopped: signal?.aborted ?? false };
  } finally {
    optimizer.dispose();
    classifier.dispose();
  }
}
