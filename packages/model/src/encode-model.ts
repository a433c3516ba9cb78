// A trained model as named files.

import { encodeJson } from "./files/json.ts";
import { encodeManifest } from "./files/manifest.ts";
import { encodeLstm } from "./lstm/lstm-files.ts";
import type { TrainedModel } from "./trained-model.ts";

/** The files of a model folder, `manifest.json` (sizes and SHA-256 of the others) last. */
export async function encodeModel(model: TrainedModel): Promise<Map<string, Uint8Array>> {
  const { classifier, classNames, tokenizer, maxLength, readPadding } = model;
  const files = new Map<string, Uint8Array>([
    ["config.json", encodeJson({ classNames, maxLength, readPadding, lstm: classifier.config })],
    ["tokenizer.json", encodeJson(tokenizer)],
    ...(await encodeLstm(classifier, readPadding)),
  ]);
  return files.set("manifest.json", await encodeManifest(files));
}
