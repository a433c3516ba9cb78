// A model that can learn on.

import type { LstmClassifier } from "./lstm/lstm-classifier.ts";
import type { ModelOf } from "./model-of.ts";

/** A model whose LSTM, if it has one, is TensorFlow.js's variables. */
export type TrainedModel = ModelOf<LstmClassifier>;
