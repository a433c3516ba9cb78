// The entry without TensorFlow.js, for what answers and does not learn.

export type { RaggedTokens } from "@newsclf/kernels/engine";
export { NewsclfError } from "@newsclf-internal/errors";
export { decodeFrozen, type FrozenModel } from "./decode-frozen.ts";
export type { JsonObject } from "./files/json.ts";
export type { ReadFile } from "./files/manifest.ts";
export type { ClassifierConfig } from "./lstm/config.ts";
export { FrozenLstm } from "./lstm/frozen-lstm.ts";
export type { LstmPart } from "./lstm/lstm-part.ts";
export type { ModelOf } from "./model-of.ts";
export { NgramClassifier } from "./ngrams/ngram-classifier.ts";
