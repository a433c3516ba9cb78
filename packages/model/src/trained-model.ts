// What it takes to go from a text to the name of a class.

import type { JsonObject } from "./files/json.ts";
import type { ModelSettings } from "./files/model-settings.ts";
import type { LstmClassifier } from "./lstm/lstm-classifier.ts";

/** A classifier with its class names, its tokenizer and how texts are cut for it. */
export interface TrainedModel extends ModelSettings {
  readonly classifier: LstmClassifier;
  /** The content of `tokenizer.json`. */
  readonly tokenizer: JsonObject;
}
