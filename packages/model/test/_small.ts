// Small classifiers and what they read.

import "@tensorflow/tfjs-backend-cpu";
import {
  buildNgrams,
  type ClassifierConfig,
  createClassifier,
  DEFAULT_CLASSIFIER_CONFIG,
  type LstmPart,
  NgramClassifier,
  type RaggedTokens,
} from "../src/index.ts";

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

/** Three texts with more n-grams, fewer, and none. */
export const TEXTS: readonly string[] = ["el gato come, el perro no", "gato", ""];

export function createLstm(config: ClassifierConfig = SMALL): LstmPart {
  return { classifier: createClassifier(config, 1), tokenizer: { version: "1.0" }, maxLength: 20, readPadding: false };
}

export function createNgrams(numClasses: number = SMALL.numClasses): NgramClassifier {
  const { features } = buildNgrams(["el gato come", "el perro come", "el gato y el perro"]);
  const weights = Float32Array.from({ length: features.size * numClasses }, (_, i) => (((7 * i) % 11) - 5) / 4);
  return new NgramClassifier(features, weights, Float32Array.of(0.5, -0.25, 0, 0).subarray(0, numClasses));
}
