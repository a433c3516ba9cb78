// The AdamW update of one parameter (Loshchilov & Hutter 2019, algorithm 2, as PyTorch computes it).

import type * as tf from "@tensorflow/tfjs-core";
import type { AdamWAttrs } from "../contract.ts";
import { runKernel } from "../registry.ts";
import { type Gradient, isRowSparse } from "./gradients.ts";

/** Running means of a parameter's gradient and squared gradient, in its shape, zero at first. */
export interface AdamWSlots {
  readonly m: tf.Variable;
  readonly v: tf.Variable;
}

/**
 * Updates `param` and its slots in place.
 *
 * A row-sparse gradient updates the rows that it has, with the result that the dense update would give from the same
 * state. Other rows keep parameter and slots as they are: no decay, no momentum (TensorFlow Addons' LazyAdam and
 * PyTorch's SparseAdam do the same). Pass `toDense` of the gradient for the dense rule.
 */
export function adamW(param: tf.Variable, gradient: Gradient, slots: AdamWSlots, attrs: AdamWAttrs): void {
  const sparse = isRowSparse(gradient);
  const [newParam, m, v] = runKernel(
    "AdamW",
    { param, m: slots.m, v: slots.v, gradient: sparse ? gradient.values : gradient },
    sparse ? { ...attrs, rows: gradient.rows } : attrs,
  ) as [tf.Tensor, tf.Tensor, tf.Tensor];
  for (const [variable, value] of [
    [param, newParam],
    [slots.m, m],
    [slots.v, v],
  ] as const) {
    variable.assign(value);
    value.dispose();
  }
}
