// Presets: partial settings under a name. To add one: an entry here.

import type { SomeSettings } from "./settings.ts";

export const PRESET_NAMES = ["default", "notebook"] as const;

export type PresetName = (typeof PRESET_NAMES)[number];

export const PRESETS: Readonly<Record<PresetName, SomeSettings>> = {
  default: {},
  /** The PyTorch Lightning notebook to the letter, with what it does wrong: see the README. */
  notebook: {
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
    maxGradNorm: null,
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
  },
};
