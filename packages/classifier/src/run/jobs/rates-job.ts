// Finds out which learning rate suits an LSTM and its texts, on weights that are thrown away.

import type { TokenDataset } from "@newsclf/dataset";
import { type ClassifierConfig, createClassifier } from "@newsclf/model";
import { findLearningRate, type LearningRateSearch, singleLabel } from "@newsclf/training";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import { trainingBatches } from "../batches.ts";
import { createOptimizer } from "./create-optimizer.ts";
import type { JobHooks } from "./job-hooks.ts";

/** Those of the sweep. */
const NUM_STEPS = 100;

export interface RatesJob {
  readonly kind: "rates";
  readonly config: ClassifierConfig;
  readonly settings: TrainingSettings;
  /** Row-major `[V, E]`, where the embedding starts. */
  readonly vectors: Float32Array | undefined;
  readonly train: TokenDataset;
}

export interface RatesResult extends LearningRateSearch {
  readonly isStopped: boolean;
}

export async function runRatesJob(job: RatesJob, { onStep, signal }: JobHooks): Promise<RatesResult> {
  const { config, settings, vectors, train } = job;
  const { seed, accumulateBatches, maxGradNorm } = settings;
  const classifier = createClassifier(config, seed, vectors);
  const optimizer = createOptimizer(classifier.params, settings);
  try {
    const search = await findLearningRate(classifier, {
      ...{ train: trainingBatches(train, settings), task: singleLabel, optimizer, seed, accumulateBatches },
      ...{ maxGradNorm: maxGradNorm ?? undefined, numSteps: NUM_STEPS, signal },
      onStep: (done) => onStep?.(done / NUM_STEPS),
    });
    return { ...search, isStopped: signal?.aborted ?? false };
  } finally {
    optimizer.dispose();
    classifier.dispose();
  }
}
