// What an implementation provides: one kernel an op and direction, under these names in TensorFlow.js's registry.
//
// Shapes: B sequences or rows, N tokens, R rows without repetition, V vocabulary, E embedding, I inputs, O outputs,
// H hidden, C classes.

import type * as tf from "@tensorflow/tfjs-core";

/** Tensors by name and attributes of any type, as a kernel function receives them. */
export interface KernelArgs<Inputs, Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: tf.KernelBackend;
}

/** What a backend implements for a kernel. */
export type Kernel<Inputs extends string, Attrs = object> = (
  args: KernelArgs<Readonly<Record<Inputs, tf.TensorInfo>>, Attrs>,
) => tf.TensorInfo[];

/** Which row of a packed `[N, D]` tensor belongs to which sequence and timestep. */
export interface PackedLayout {
  /** N. */
  readonly numTokens: number;
  /** `[T]`, sequences that are longer than t; never increasing, never 0. */
  readonly batchSizes: Int32Array;
  /** `[T + 1]`, first row of each timestep. */
  readonly offsets: Int32Array;
  /** `[B]`, the batch row of each sequence, longest first (ties in batch order). */
  readonly sortedIndices: Int32Array;
  /** `[B]`, lengths in that order. */
  readonly sortedLengths: Int32Array;
}

export interface LstmAttrs {
  readonly layout: PackedLayout;
  readonly reverse: boolean;
  /** `[N]`, the row of x that each token reads; by default token n reads row n. */
  readonly rowIndex?: Int32Array | undefined;
}

/** Inputs `x [R, I]` (R = N without `rowIndex`) and the parameters; outputs hidden states `[N, H]`, gates `[N, 4H]`, cell states `[N, H]`. */
export type LstmKernel = Kernel<"x" | "kernel" | "recurrentKernel" | "bias", LstmAttrs>;

/** Inputs as above, its outputs, and `dy [N, H]`; outputs gradients of x, kernel, recurrent kernel and bias. */
export type LstmGradKernel = Kernel<"dy" | "x" | "y" | "gates" | "cells" | "kernel" | "recurrentKernel", LstmAttrs>;

export type Activation = "linear" | "relu";

export interface DenseAttrs {
  readonly activation: Activation;
}

/** Inputs `x [B, I]` and the parameters; output `[B, O]`. */
export type DenseKernel = Kernel<"x" | "kernel" | "bias", DenseAttrs>;

/** Inputs `dy [B, O]`, `x`, `y` and the kernel; outputs gradients of x, kernel and bias. */
export type DenseGradKernel = Kernel<"dy" | "x" | "y" | "kernel", DenseAttrs>;

export interface DropoutAttrs {
  /** uint32. */
  readonly seed: number;
  /** Fraction in `[0, 1)`. */
  readonly rate: number;
}

/** `x` of any shape to the same shape: element i is kept if `hash32(seed ^ i) >= keepThreshold(rate)`. */
export type DropoutKernel = Kernel<"x", DropoutAttrs>;

/** `last` and `first` pick one timestep; `mean` and `max` reduce over the tokens of the sequence. */
export type PoolMode = "last" | "first" | "mean" | "max";

export interface SequencePoolAttrs {
  readonly layout: PackedLayout;
  readonly mode: PoolMode;
}

/** Input `[N, H]`; outputs `[B, H]` and, for `max`, the winning rows of the input `[B, H]` int32 (-1: empty sequence). */
export type SequencePoolKernel = Kernel<"x", SequencePoolAttrs>;

/** Inputs `dy [B, H]` and, for `max`, the winning rows; output `dx [N, H]`. */
export type SequencePoolGradKernel = (
  args: KernelArgs<{ readonly dy: tf.TensorInfo; readonly winners?: tf.TensorInfo }, SequencePoolAttrs>,
) => tf.TensorInfo[];

/** Input logits `[B, C]`; outputs the mean loss (scalar) and its gradient `[B, C]`. */
export type SoftmaxCrossEntropyKernel = Kernel<"logits", { readonly labels: Int32Array }>;

/** Input `[N, E]`; output `[R, E]`: row r is the sum of the input rows n with `ids[n] === rows[r]`. */
export type RowSumKernel = Kernel<"values", { readonly ids: Int32Array; readonly rows: Int32Array }>;

/** Input of any shape; output a scalar. */
export type SquaredNormKernel = Kernel<"x">;

/** Settings of one update. */
export interface AdamWAttrs {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled: the parameter shrinks by `learningRate * weightDecay` of itself. */
  readonly weightDecay: number;
  /** The number of this update, from 1; the bias corrections follow from it. */
  readonly step: number;
  /** Factor on the gradient, such as a clipping ratio. */
  readonly gradientScale: number;
}

/**
 * Inputs of one shape `[V, E]` (a gradient with `rows` is `[R, E]`); outputs the new parameter, m and v. The inputs are
 * given up: a backend may write into them.
 */
export type AdamWKernel = Kernel<"param" | "m" | "v" | "gradient", AdamWAttrs & { readonly rows?: Int32Array }>;

/** What a backend needs for all ops of this package, by name in the registry. */
export interface Kernels {
  readonly AdamW: AdamWKernel;
  readonly Dense: DenseKernel;
  readonly DenseGrad: DenseGradKernel;
  readonly Dropout: DropoutKernel;
  readonly Lstm: LstmKernel;
  readonly LstmGrad: LstmGradKernel;
  readonly RowSum: RowSumKernel;
  readonly SequencePool: SequencePoolKernel;
  readonly SequencePoolGrad: SequencePoolGradKernel;
  readonly SoftmaxCrossEntropy: SoftmaxCrossEntropyKernel;
  readonly SquaredNorm: SquaredNormKernel;
}
