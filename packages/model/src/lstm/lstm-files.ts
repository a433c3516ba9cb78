// The classifier's own files in a model folder: `model.json` and `weights.bin`. Its configuration is the entry `lstm` of
// `config.json`.

import { decodeJson, encodeJson } from "../files/json.ts";
import { decodeWeights, encodeWeights } from "../files/weights.ts";
import { classifierParams } from "./classifier-layers.ts";
import type { ClassifierConfig } from "./config.ts";
import { checkLayers, layersModelJson } from "./layers-model.ts";
import { LstmClassifier } from "./lstm-classifier.ts";

export const LSTM_FILES = ["model.json", "weights.bin"] as const;

/** @param readPadding - Whether the padding token is a token like any other. */
export async function encodeLstm(classifier: LstmClassifier, readPadding: boolean): Promise<[string, Uint8Array][]> {
  const weights = await Promise.all(classifier.params.map((param) => param.data() as Promise<Float32Array>));
  return [
    ["model.json", encodeJson(layersModelJson(classifier.config, readPadding))],
    ["weights.bin", encodeWeights(weights)],
  ];
}

/** @throws NewsclfError `MODEL_JSON`, `MODEL_LAYER`, `MODEL_LIMIT` or `MODEL_NONFINITE`. */
export function decodeLstm(
  config: ClassifierConfig,
  readPadding: boolean,
  files: Readonly<Record<(typeof LSTM_FILES)[number], Uint8Array>>,
): LstmClassifier {
  checkLayers(decodeJson("model.json", files["model.json"]), layersModelJson(config, readPadding));
  return new LstmClassifier(config, decodeWeights("weights.bin", files["weights.bin"], classifierParams(config)));
}
