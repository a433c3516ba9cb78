// What layers of a network are made of, whatever holds its numbers: tensors that TensorFlow.js differentiates, or matrices that an
// engine answers with.
//
// Shapes: B sequences, N tokens, R rows, V vocabulary, E embedding, I inputs, O outputs, H hidden.

import type { Activation, PackedLayout, PoolMode } from "./contract.ts";

/** @typeParam T - What holds numbers. */
export interface LayerOps<T> {
  /** Rows `[N, E]` of `table [V, E]`; ids are in `0..V-1`. */
  embedding(table: T, tokenIds: Int32Array): T;
  /** Hidden states `[N, H]` of every token of `x [N, I]`, or with `rowIndex` `[R, I]`. */
  lstm(x: T, layout: PackedLayout, weights: LstmWeights<T>, options?: LstmOptions): T;
  /** `[N, H]` to `[B, H]`; an empty sequence gives zeros. */
  sequencePool(x: T, layout: PackedLayout, mode: PoolMode): T;
  /** `activation(x·kernel + bias)`, `[B, O]`. */
  dense(x: T, weights: DenseWeights<T>, activation?: Activation): T;
  /** `[N, D1]` and `[N, D2]` side by side: `[N, D1 + D2]`. */
  concatColumns(a: T, b: T): T;
  /** @param rate - Fraction in `[0, 1)`. @param seed - uint32. */
  dropout(x: T, rate: number, seed: number): T;
}

/** Weights of one LSTM layer and direction, as Keras lays them out. */
export interface LstmWeights<T> {
  /** `[I, 4H]`. */
  readonly kernel: T;
  /** `[H, 4H]`. */
  readonly recurrentKernel: T;
  /** `[4H]`. */
  readonly bias: T;
}

/** Weights of one dense layer, as Keras lays them out. */
export interface DenseWeights<T> {
  /** `[I, O]`. */
  readonly kernel: T;
  /** `[O]`. */
  readonly bias: T;
}

export interface LstmOptions {
  /** Read each sequence from its last token to its first; the output keeps the order of the input. Default: false. */
  readonly reverse?: boolean;
  /**
   * `[N]`, the row of x that each token reads; by default token n reads row n. Tokens that share a row share its product
   * with the kernel, which is most of the work of a first layer: see `distinctTokens`.
   */
  readonly rowIndex?: Int32Array | undefined;
}
