// The classifier as a stock TensorFlow.js LayersModel (`model.json`): what `tf.loadLayersModel` reads. It ends in a
// softmax, so that its output is probabilities.

import { quote, unusable } from "../files/unusable.ts";
import { classifierLayers, classifierParams } from "./classifier-layers.ts";
import type { ClassifierConfig } from "./config.ts";

/**
 * The content of `model.json`; its weights are in `weights.bin`, float32 little-endian, in the order of the manifest.
 *
 * @param readPadding - Whether the padding token is a token like any other.
 */
export function layersModelJson(config: ClassifierConfig, readPadding: boolean): object {
  // Stock pooling layers refuse a mask; their input must not be padded.
  const maskPadding = config.pooling === "last" && !readPadding;
  return {
    format: "layers-model",
    generatedBy: "newsclf",
    convertedBy: null,
    modelTopology: {
      class_name: "Sequential",
      config: { name: "newsclf", layers: classifierLayers(config).flatMap((layer) => layer.keras({ maskPadding })) },
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
    },
    weightsManifest: [
      {
        paths: ["weights.bin"],
        weights: classifierParams(config).map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
      },
    ],
  };
}

/**
 * Nothing here reads the layers, but `tf.loadLayersModel` does.
 *
 * @throws NewsclfError `MODEL_LAYER` where `found` has a kind of layer that `expected` has not.
 */
export function checkLayers(found: object, expected: object): void {
  const known = kindsOfLayers(expected);
  const stranger = kindsOfLayers(found).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw unusable("MODEL_LAYER", `layer type ${quote(stranger)} is not supported by newsclf models`);
}

function kindsOfLayers(value: object): unknown[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "class_name") return [inner];
    return typeof inner === "object" && inner !== null ? kindsOfLayers(inner) : [];
  });
}
