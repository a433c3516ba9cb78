// Small classifiers and a batch for them.

import "@tensorflow/tfjs-backend-cpu";
import { type ClassifierConfig, DEFAULT_CLASSIFIER_CONFIG, type RaggedTokens } from "../src/index.ts";

export const SMALL: ClassifierConfig = {
  ...DEFAULT_CLASSIFIER_CONFIG,
  vocabSize: 11,
  numClasses: 3,
  embeddingSize: 5,
  hiddenSize: 4,
  headSizes: [6],
};

/** Three texts of 4 tokens: stock pooling layers read padding, so there is none. */
export const BATCH: RaggedTokens = {
  tokenIds: Int32Array.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 2, 3),
  offsets: Int32Array.of(0, 4, 8, 12),
};
