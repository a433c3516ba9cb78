// A trained model as named files.

import { encodeJson } from "./files/json.ts";
import { layersModelJson } from "./files/layers-model.ts";
import { encodeManifest } from "./files/manifest.ts";
import { encodeWeights, type WeightFormat } from "./files/weights.ts";
import { lstmEntry, lstmLayersModel } from "./lstm/lstm-part.ts";
import { outputOf } from "./model-of.ts";
import { encodeNgramKeys, ngramEntry, ngramLayersModel, ngramWeights } from "./ngrams/ngram-part.ts";
import type { TrainedModel } from "./trained-model.ts";

/** How a model is written. */
export interface EncodeOptions {
  /**
   * How weights are stored: `float16` takes half of the room, `int8` a quarter, each array with a scale and a least value of its own.
   * Default `float32`, which alone is the model to the bit.
   */
  readonly weights?: WeightFormat | undefined;
}

/**
 * The files of a model folder, `manifest.json` (sizes and SHA-256 of the others) last.
 *
 * @throws RangeError for a model without a part, or with another number of class names than a part has outputs.
 */
export async function encodeModel(
  { classNames, lstm, ngrams, abstainBelow, thresholds }: TrainedModel,
  { weights: format = "float32" }: EncodeOptions = {},
): Promise<Map<string, Uint8Array>> {
  if (!lstm && !ngrams) throw new RangeError("encodeModel: expected lstm or ngrams, got neither");
  for (const part of [lstm?.classifier, ngrams]) {
    if (!part || part.numClasses === classNames.length) continue;
    throw new RangeError(`encodeModel: expected ${part.numClasses} class names, got ${classNames.length}`);
  }
  const config = {
    classNames,
    ...(abstainBelow !== undefined && { abstainBelow }),
    ...(thresholds && { thresholds }),
    ...(lstm && { lstm: lstmEntry(lstm) }),
    ...(ngrams && { ngrams: ngramEntry(ngrams) }),
  };
  const parts = [
    ...(lstm ? [lstmLayersModel(lstm.classifier.config, lstm.readPadding)] : []),
    ...(ngrams ? [ngramLayersModel(ngramEntry(ngrams), classNames.length)] : []),
  ];
  const ofLstm = await Promise.all((lstm?.classifier.params ?? []).map((param) => param.data()));
  const weights = [...(ofLstm as Float32Array[]), ...(ngrams ? ngramWeights(ngrams) : [])];
  const { bytes, quantizations } = encodeWeights(weights, format);
  const files = new Map<string, Uint8Array>([
    ["config.json", encodeJson(config)],
    ...(lstm ? [["tokenizer.json", encodeJson(lstm.tokenizer)] as const] : []),
    ...(ngrams ? [["ngrams.bin", encodeNgramKeys(ngrams)] as const] : []),
    ["model.json", encodeJson(layersModelJson(parts, outputOf({ thresholds }), quantizations))],
    ["weights.bin", bytes],
  ]);
  return files.set("manifest.json", await encodeManifest(files));
}
