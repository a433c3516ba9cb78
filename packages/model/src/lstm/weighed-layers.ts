// The layers of a classifier with their weights, whatever holds those.

import { type LayerOps, packSequence, type RaggedTokens } from "@newsclf/kernels/engine";
import { joined, type Layer, type Rows } from "../layers/layer.ts";
import type { ParamSpec } from "../layers/param.ts";
import { classifierLayers } from "./classifier-layers.ts";
import type { ClassifierConfig } from "./config.ts";

export interface WeighedLayer<T> {
  readonly layer: Layer;
  /** Of the layer's parameters, in their order. */
  readonly weights: readonly T[];
}

/**
 * @param weights - One array a parameter, in the order of the saved weights.
 * @param place - Puts one of them where it is computed with.
 */
export function placeWeights<T>(
  config: ClassifierConfig,
  weights: readonly Float32Array[],
  place: (values: Float32Array, param: ParamSpec) => T,
): WeighedLayer<T>[] {
  const values = weights.values();
  return classifierLayers(config).map((layer) => ({
    layer,
    weights: layer.params.map((param) => place(values.next().value!, param)),
  }));
}

/**
 * Logits `[B, C]`.
 *
 * @param dropoutSeed - uint32; without it nothing is dropped.
 */
export function runLayers<T>(
  ops: LayerOps<T>,
  layers: readonly WeighedLayer<T>[],
  { tokenIds, offsets }: RaggedTokens,
  dropoutSeed?: number,
): T {
  const batch = { ...packSequence(tokenIds, offsets), dropoutSeed };
  const start: Rows<T> = { blocks: [] };
  return joined(
    ops,
    layers.reduce((rows, { layer, weights }) => layer.forward(ops, rows, weights, batch), start),
  );
}
