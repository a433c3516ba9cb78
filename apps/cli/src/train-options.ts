// Every setting of a training run with its default, and the presets.

import { type ClassifierConfig, DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import type { Monitor } from "@newsclf/training";

export const SPLIT_METHODS = ["stratified", "random", "hash", "time", "group", "column"] as const;

/** Which rows go where. */
export interface SplitSettings {
  readonly seed: number;
  /** Fractions of train, validation and test; they add up to 1. */
  readonly split: readonly [number, number, number];
  readonly splitMethod: (typeof SPLIT_METHODS)[number];
  /** Holds times, groups, or the names of the splits; needed by these methods and no other. */
  readonly splitColumn: string | undefined;
}

/** What decides the result of a run, beside the data: written to the run's config.json. */
export interface TrainSettings extends SplitSettings, Omit<ClassifierConfig, "vocabSize" | "numClasses"> {
  readonly tokenizer: "unicode" | "spanish";
  /** Kept when undefined; the tokenizer "spanish" has none. */
  readonly numbers: "keep" | "fold" | "drop" | undefined;
  readonly accents: "keep" | "strip";
  readonly segmentation: "spaces" | "dictionary";
  readonly stopWords: readonly string[];
  readonly vocabularyFrom: "train" | "all";
  readonly vocabularyOrder: "frequency" | "first-seen";
  readonly maxVocabSize: number;
  readonly minFrequency: number;
  /** Ids that words outside the vocabulary share, part of `maxVocabSize`. */
  readonly hashBuckets: number;
  /** In tokens; longer texts are cut. */
  readonly maxLength: number;
  /** Pads every text to `maxLength` and lets the LSTM read the padding. */
  readonly readPadding: boolean;
  readonly bucketed: boolean;
  readonly batchSize: number;
  /** Padding included; no limit but `batchSize` when undefined. */
  readonly maxBatchTokens: number | undefined;
  /** Every row once an epoch, or each class equally often. */
  readonly sampling: "all" | "class-balanced";
  readonly numEpochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Words that a batch does not contain keep their embedding. */
  readonly lazyRows: boolean;
  readonly maxGradNorm: number | undefined;
  readonly monitor: Monitor;
  readonly patience: number;
  readonly minDelta: number;
  readonly restoreBestWeights: boolean;
}

export const DEFAULT_SETTINGS: TrainSettings = {
  ...DEFAULT_CLASSIFIER_CONFIG,
  seed: 0,
  split: [0.8, 0.1, 0.1],
  splitMethod: "stratified",
  splitColumn: undefined,
  tokenizer: "unicode",
  numbers: undefined,
  accents: "keep",
  segmentation: "spaces",
  stopWords: [],
  vocabularyFrom: "train",
  vocabularyOrder: "frequency",
  maxVocabSize: 50_000,
  minFrequency: 2,
  hashBuckets: 0,
  maxLength: 256,
  readPadding: false,
  bucketed: true,
  batchSize: 32,
  maxBatchTokens: undefined,
  sampling: "all",
  numEpochs: 30,
  learningRate: 3e-3,
  weightDecay: 1e-2,
  lazyRows: true,
  maxGradNorm: 1,
  monitor: "validationLoss",
  patience: 4,
  minDelta: 0,
  restoreBestWeights: true,
};

/** The PyTorch Lightning notebook to the letter, with what it does wrong: see the README. */
const NOTEBOOK: Partial<TrainSettings> = {
  splitMethod: "random",
  tokenizer: "spanish",
  vocabularyFrom: "all",
  vocabularyOrder: "first-seen",
  minFrequency: 1,
  maxLength: 512,
  readPadding: true,
  bucketed: false,
  batchSize: 4,
  numEpochs: 10,
  learningRate: 1e-3,
  weightDecay: 1e-5,
  lazyRows: false,
  maxGradNorm: undefined,
  monitor: "trainLoss",
  patience: 3,
  restoreBestWeights: false,
  embeddingSize: 256,
  hiddenSize: 128,
  numLayers: 2,
  bidirectional: false,
  pooling: "last",
  headSizes: [512, 256],
  embeddingDropoutRate: 0,
  dropoutRate: 0.2,
  poolingDropoutRate: 0,
  initializer: "pytorch",
};

export const PRESETS: Readonly<Record<"default" | "notebook", Partial<TrainSettings>>> = {
  default: {},
  notebook: NOTEBOOK,
};

/** Defaults, overridden by the preset, overridden by what was asked for. */
export function resolveSettings(preset: keyof typeof PRESETS, asked: Partial<TrainSettings>): TrainSettings {
  const given = Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => name in DEFAULT_SETTINGS && value !== undefined),
  );
  return { ...DEFAULT_SETTINGS, ...PRESETS[preset], ...given };
}
