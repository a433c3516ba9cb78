// The model as a stock TensorFlow.js LayersModel (`model.json`): what `tf.loadLayersModel` reads. It ends in a softmax or a
// sigmoid, so that its output is probabilities. The LSTM alone is a Sequential of token ids; with n-grams it has more inputs than one.

import type { KerasLayer, OutputActivation } from "../layers/layer.ts";
import type { ParamSpec } from "../layers/param.ts";
import { quote, unusable } from "./unusable.ts";
import type { Quantization } from "./weights.ts";

/** What a part is in a stock model. */
export interface LayersModelPart {
  /** In the order of `weights.bin`. */
  readonly params: readonly ParamSpec[];
  /** From the part's inputs to its logits; of a part that is all there is, to probabilities. */
  layers(activation: OutputActivation | undefined): readonly StockLayer[];
}

/** A layer and the names of those before it; one without is an input, or follows the layer before it. */
export interface StockLayer extends KerasLayer {
  readonly after?: readonly string[];
}

/**
 * The content of `model.json`; its weights are in `weights.bin`, little-endian, in the order of the manifest.
 *
 * @param parts - At least one.
 * @param quantizations - One a parameter. Default: all are float32.
 */
export function layersModelJson(
  parts: readonly LayersModelPart[],
  activation: OutputActivation = "softmax",
  quantizations: readonly (Quantization | undefined)[] = [],
): object {
  const [first, ...others] = parts as [LayersModelPart, ...LayersModelPart[]];
  const alone = first.layers(activation);
  const isSequential = others.length === 0 && alone.every(({ after }) => after === undefined);
  return {
    format: "layers-model",
    generatedBy: "newsclf",
    convertedBy: null,
    modelTopology: {
      ...(isSequential
        ? sequential(alone)
        : functional(
            parts.map((part) => part.layers(undefined)),
            activation,
          )),
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
    },
    weightsManifest: [
      {
        paths: ["weights.bin"],
        weights: parts
          .flatMap(({ params }) => params)
          .map(({ name, shape }, i) => ({
            ...{ name, shape, dtype: "float32" },
            ...(quantizations[i] && { quantization: quantizations[i] }),
          })),
      },
    ],
  };
}

function sequential(layers: readonly KerasLayer[]): object {
  return { class_name: "Sequential", config: { name: "newsclf", layers } };
}

/** The sum of the parts' logits, and probabilities of it. */
function functional(parts: readonly (readonly StockLayer[])[], activation: OutputActivation): object {
  const ends = parts.map((layers) => nameOf(layers.at(-1)!));
  const layers: StockLayer[] = [
    ...parts.flatMap((layers) => layers.map(linked)),
    ...(ends.length > 1 ? [{ class_name: "Add", config: { name: "logits" }, after: ends }] : []),
    {
      class_name: "Activation",
      config: { name: "probabilities", activation },
      after: ends.length > 1 ? ["logits"] : ends,
    },
  ];
  const reference = (name: string): unknown[] => [name, 0, 0];
  return {
    class_name: "Model",
    config: {
      name: "newsclf",
      layers: layers.map(({ class_name, config, after = [] }) => ({
        ...{ class_name, config, name: nameOf({ config }) },
        inbound_nodes: after.length === 0 ? [] : [after.map((name) => [...reference(name), {}])],
      })),
      input_layers: layers.filter(({ class_name }) => class_name === "InputLayer").map((l) => reference(nameOf(l))),
      output_layers: [reference("probabilities")],
    },
  };
}

function linked(layer: StockLayer, i: number, layers: readonly StockLayer[]): StockLayer {
  const isInput = layer.class_name === "InputLayer";
  return { ...layer, after: layer.after ?? (isInput ? [] : [nameOf(layers[i - 1]!)]) };
}

function nameOf({ config }: Pick<KerasLayer, "config">): string {
  return (config as { readonly name: string }).name;
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
