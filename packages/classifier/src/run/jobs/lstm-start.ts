// Where the training of an LSTM starts, and what it is trained for.

import type { Batch, TokenDataset } from "@newsclf/dataset";
import { METRICS, type Metric, scoreName } from "@newsclf/evaluation";
import { type ClassifierConfig, createClassifier, LstmClassifier } from "@newsclf/model";
import { type Gold, multiLabel, singleLabel, type Task, weightedLabel } from "@newsclf/training";
import type { TrainingSettings } from "../../settings/for-rows.ts";

export interface LstmStart {
  readonly config: ClassifierConfig;
  readonly settings: TrainingSettings;
  /** Row-major `[V, E]`, where the embedding starts. */
  readonly vectors: Float32Array | undefined;
  /** Where all weights start instead. */
  readonly weights?: readonly Float32Array[] | undefined;
  readonly train: TokenDataset;
  /** Of `train`, beside its labels. */
  readonly gold: Omit<Gold, "labels">;
}

export function startClassifier({ config, settings, vectors, weights }: LstmStart): LstmClassifier {
  return weights ? new LstmClassifier(config, weights) : createClassifier(config, settings.seed, vectors);
}

/** What is asked for, and what is monitored. */
function metricsOf({ metrics, monitor }: TrainingSettings): readonly Metric[] {
  return METRICS.filter(
    ({ name }) => metrics.includes(name) || ["train", "validation"].some((split) => scoreName(split, name) === monitor),
  );
}

export function taskOf({ config, gold, settings }: LstmStart): Task<Batch, Int32Array> {
  const { labelSmoothing, focalGamma } = settings;
  const { weights, sets } = gold;
  if (sets) {
    const { numClasses } = config;
    return {
      ...multiLabel({ numClasses, sets, weights, labelSmoothing, focalGamma }),
      metrics: metricsOf(settings),
    };
  }
  const isPlain = !gold.weights && !gold.shares && labelSmoothing === 0 && focalGamma === 0;
  const task = isPlain ? singleLabel : weightedLabel({ ...gold, labelSmoothing, focalGamma });
  return { ...task, metrics: metricsOf(settings) };
}
