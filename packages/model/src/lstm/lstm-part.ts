// The LSTM in a model folder: the entry `lstm` of config.json, tokenizer.json, and its weights.

import { isObject, type JsonObject } from "../files/json.ts";
import type { LayersModelPart } from "../files/layers-model.ts";
import { quote, unusable } from "../files/unusable.ts";
import { classifierLayers, classifierParams } from "./classifier-layers.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";
import type { LstmClassifier } from "./lstm-classifier.ts";
import { checkLstmSettings, type LstmSettings } from "./lstm-settings.ts";

/** A classifier of token ids, with its tokenizer and how texts are cut for it. */
export interface LstmPart<Lstm = LstmClassifier> extends LstmSettings {
  readonly classifier: Lstm;
  /** The content of `tokenizer.json`. */
  readonly tokenizer: JsonObject;
}

/** What stands in config.json. */
export function lstmEntry({ maxLength, readPadding, classifier }: LstmPart<{ config: ClassifierConfig }>): object {
  return { maxLength, readPadding, ...classifier.config };
}

/** @throws NewsclfError `MODEL_JSON`, `MODEL_MISMATCH`, or `CONFIG` for a setting of the classifier. */
export function checkLstmEntry(
  entry: unknown,
  numClasses: number,
): { readonly settings: LstmSettings; readonly config: ClassifierConfig } {
  if (!isObject(entry)) throw unusable("MODEL_JSON", `config.json: lstm: expected an object, found ${quote(entry)}`);
  const config = checkConfig(entry as object as ClassifierConfig);
  if (config.numClasses !== numClasses) {
    throw unusable("MODEL_MISMATCH", `${numClasses} class names, ${config.numClasses} outputs`);
  }
  return { settings: checkLstmSettings(entry), config };
}

/** @param readPadding - Whether the padding token is a token like any other. */
export function lstmLayersModel(config: ClassifierConfig, readPadding: boolean): LayersModelPart {
  // Stock pooling layers refuse a mask; their input must not be padded.
  const maskPadding = config.pooling === "last" && !readPadding;
  return {
    params: classifierParams(config),
    layers: (output) => {
      const layers = classifierLayers(config).flatMap((layer) => layer.keras({ maskPadding, output }));
      return output
        ? layers
        : [
            {
              class_name: "InputLayer",
              config: { name: "token_ids", batch_input_shape: [null, null], dtype: "int32", sparse: false },
            },
            ...layers,
          ];
    },
  };
}
