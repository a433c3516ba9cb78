// Presets: partial settings under a name. To add one: an entry here.

import type { SomeSettings } from "./settings.ts";

export const PRESET_NAMES = ["default", "fast", "accurate", "notebook"] as const;

export type PresetName = (typeof PRESET_NAMES)[number];

export const PRESETS: Readonly<Record<PresetName, SomeSettings>> = {
  default: {},
  /** Seconds instead of minutes: see docs/accuracy.md for what it costs. */
  fast: { parts: ["ngrams"] },
  /** Minutes instead of a minute, and a larger model: see docs/accuracy.md for what that brings. */
  accurate: { folds: 5, maxVocabSize: 30_000, maxNgrams: 262_144, hiddenSize: 128, maxLength: 512 },
  /** The PyTorch Lightning notebook to the letter, with what it does wrong: see the README. */
  notebook: {
    parts: ["lstm"],
    folds: null,
    vectors: null,
    split: [0.8, 0.1, 0.1],
    splitMethod: "random",
    duplicates: "keep",
    tokenizer: "spanish",
    vocabularyFrom: "all",
    vocabularyOrder: "first-seen",
    maxVocabSize: 50_000,
    minFrequency: 1,
    maxLength: 512,
    readPadding: true,
    bucketed: false,
    batchSize: 4,
    numEpochs: 10,
    learningRate: 1e-3,
    learningRateDecay: "constant",
    weightDecay: 1e-5,
    lazyRows: false,
    maxGradNorm: null,
    earlyStopping: true,
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
    calibration: "none",
  },
};
