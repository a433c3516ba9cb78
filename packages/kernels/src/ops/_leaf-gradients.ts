// Gradients with respect to parameters and to tensors that the loss itself makes ("leaves"). The one place that relies on
// what TensorFlow.js does but does not promise.
//
// Of `gradients` in engine.ts and tape.ts of tfjs-core 4.22:
//   1. It reads the list of tensors after it has run the function, so that the function can add to it, and gives a
//      gradient for each, undefined for one that the result does not depend on.
//   2. It knows tensors by their id, so that those of the function may have been disposed of by then.
//   3. An op of no inputs is where the tape ends: gradients arrive at its output and go no further.
//
// A gradient that arrives at a leaf shows that all of this holds. Where none arrives, either the loss does not depend on
// the leaf or something does not hold, which would be gradients that lack a part: then a loss that does depend on one is
// tried.

import * as tf from "@tensorflow/tfjs-core";
import { opWithGradient } from "../registry.ts";

export interface LossWithLeaves {
  readonly loss: tf.Scalar;
  /** Outputs of `createLeaf` that were made for this loss. */
  readonly leaves: readonly tf.Tensor[];
}

export interface LeafGradients {
  readonly value: tf.Scalar;
  /** One a parameter, in their order. */
  readonly ofParams: readonly (tf.Tensor | undefined)[];
  /** One a leaf, in their order. */
  readonly ofLeaves: readonly (tf.Tensor | undefined)[];
}

/** A tensor at which the tape ends: what it was computed from gets no gradient. */
export function createLeaf<T extends tf.Tensor>(compute: () => T): T {
  return opWithGradient([], () => ({ value: compute(), gradFunc: () => [] }));
}

/**
 * @param params - At least one.
 * @param weight - What the gradients are multiplied with.
 * @throws Error if TensorFlow.js does not give the gradients of leaves.
 */
export function leafGradients(f: () => LossWithLeaves, params: readonly tf.Tensor[], weight: number): LeafGradients {
  const tensors = [...params];
  const { value, grads } = tf.engine().gradients(
    () => {
      const { loss, leaves } = f();
      tensors.push(...leaves);
      return loss;
    },
    tensors,
    tf.scalar(weight),
    true,
  );
  const [ofParams, ofLeaves] = [grads.slice(0, params.length), grads.slice(params.length)];
  const hasAll = ofLeaves.length === tensors.length - params.length && ofLeaves.every(Boolean) && grads.some(Boolean);
  if (!hasAll && !reachesLeaves()) {
    throw new Error(
      `valueAndGradients: no gradient arrived at a tensor that the loss made; call it outside of the functions of other ops, with a @tensorflow/tfjs-core that it was tested with (4.22.0; this is ${tf.version_core})`,
    );
  }
  return { value, ofParams, ofLeaves };
}

/** Whether a gradient arrives at a leaf that the result is made of. */
function reachesLeaves(): boolean {
  const tensors: tf.Tensor[] = [tf.scalar(0)];
  const { grads } = tf.engine().gradients(
    () => {
      const leaf = createLeaf(() => tf.scalar(0));
      tensors.push(leaf);
      return opWithGradient([leaf], () => ({ value: tf.clone(leaf), gradFunc: (dy) => [dy] }));
    },
    tensors,
    undefined,
    true,
  );
  return grads.length === 2 && Boolean(grads[1]);
}
