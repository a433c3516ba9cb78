// What a layer is. A kind of layer is a file in this folder: parameters with their start values, forward pass and Keras
// form side by side.
//
// Shapes: B = batch size, N = tokens of the batch, D = width.

import type { LayerOps, PackedLayout } from "@newsclf/kernels/engine";
import type { Param } from "./param.ts";

export interface Layer {
  /** Distinct in a model; it selects the layer's random numbers. */
  readonly name: string;
  /** In the order of the saved weights. */
  readonly params: readonly Param[];
  /** @param weights - The values of `params`. */
  forward<T>(ops: LayerOps<T>, input: Rows<T>, weights: readonly T[], batch: Batch): Rows<T>;
  /** What stands in `model.json`; nothing where a stock model has no such layer. */
  keras(options: KerasOptions): KerasLayer[];
}

/** What goes from layer to layer: a row a token before pooling, a row a text after it. */
export interface Rows<T> {
  /** Matrices side by side, one a direction of an LSTM, otherwise one: `[N, D]`, or `[R, D]` with `rowIndex`, or `[B, D]`. */
  readonly blocks: readonly T[];
  /** `[N]`, the row of each token where equal tokens share one. */
  readonly rowIndex?: Int32Array | undefined;
}

/** What all layers may look at. */
export interface Batch {
  /** `[N]`, packed by `layout`. */
  readonly tokenIds: Int32Array;
  readonly layout: PackedLayout;
  /** uint32; undefined where nothing is dropped. */
  readonly dropoutSeed: number | undefined;
}

export interface KerasOptions {
  /** Whether token 0 is no token. */
  readonly maskPadding: boolean;
  /** What the last layer makes of its logits; absent where they are its output. */
  readonly output: OutputActivation | undefined;
}

/** From logits to probabilities: of one class a text, or of each class by itself. */
export type OutputActivation = "softmax" | "sigmoid";

/** A layer in the topology of a stock LayersModel. */
export interface KerasLayer {
  readonly class_name: string;
  readonly config: object;
}

/** The blocks as one matrix. */
export function joined<T>(ops: LayerOps<T>, { blocks }: Rows<T>): T {
  return blocks.reduce((a, b) => ops.concatColumns(a, b));
}

export function kerasLayer(className: string, name: string, config: object): KerasLayer {
  return { class_name: className, config: { name, trainable: true, ...config } };
}
