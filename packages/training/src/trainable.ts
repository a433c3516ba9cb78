// What the training loop needs to know of a model. Nothing here knows about LSTMs.

import type { Tensor2D, Variable } from "@tensorflow/tfjs-core";

/** The part of a batch that a model may look at. Shapes: B = batch size, T = longest sequence in the batch. */
export interface ModelInput {
  /** Row-major `[B, T]`. */
  readonly tokenIds: Int32Array;
  /** `[B]`, in tokens. */
  readonly lengths: Int32Array;
}

/** A classifier that `fit`, `evaluate` and `predict` can drive. */
export interface Trainable {
  readonly numClasses: number;
  /** Everything that is trained, in a fixed order, with unique names. */
  readonly params: readonly Variable[];
  /**
   * Logits `[B, C]`.
   *
   * @param dropoutSeed - uint32 that selects this step's dropout masks; absent at inference (no dropout).
   */
  forward(input: ModelInput, dropoutSeed?: number): Tensor2D;
}
