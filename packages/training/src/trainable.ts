// What training needs to know of a model. Nothing here knows about LSTMs.

import type { RaggedTokens } from "@newsclf/kernels";
import type { Tensor2D, Variable } from "@tensorflow/tfjs-core";

/** A classifier that `fit`, `evaluate` and `predict` can drive. B = batch size, C = number of classes. */
export interface Trainable {
  readonly numClasses: number;
  /** Everything that is trained, in a fixed order, with unique names. */
  readonly params: readonly Variable[];
  /** What messages and logs call them, in the same order; default: the names of the variables. */
  readonly paramNames?: readonly string[];
  /**
   * Logits `[B, C]`.
   *
   * @param dropoutSeed - uint32 that selects this step's dropout masks; absent at inference (no dropout).
   */
  forward(input: RaggedTokens, dropoutSeed?: number): Tensor2D;
}

export function paramNamesOf({ params, paramNames }: Pick<Trainable, "params" | "paramNames">): readonly string[] {
  return paramNames ?? params.map(({ name }) => name);
}
