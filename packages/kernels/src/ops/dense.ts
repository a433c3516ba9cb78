// A dense layer, and the join of two directions. TensorFlow.js registers the gradients of its own ops only through its
// umbrella package; these carry their own.

import * as tf from "@tensorflow/tfjs-core";
import type { Activation } from "../contract.ts";
import type { DenseWeights } from "../layer-ops.ts";
import { opWithGradient, runKernel } from "../registry.ts";

/** Weights of one layer. */
export interface DenseParams extends DenseWeights<tf.Tensor> {
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
}

/** `activation(x·kernel + bias)`, `[B, O]`. */
export function dense(x: tf.Tensor2D, { kernel, bias }: DenseParams, activation: Activation = "linear"): tf.Tensor2D {
  if (x.shape[1] !== kernel.shape[0] || kernel.shape[1] !== bias.shape[0]) {
    throw new RangeError(`dense: shapes [${x.shape}], [${kernel.shape}] and [${bias.shape}] do not fit`);
  }
  return opWithGradient([x, kernel, bias], (save) => {
    const [y] = runKernel("Dense", { x, kernel, bias }, { activation }) as [tf.Tensor2D];
    save([x, y, kernel]);
    return {
      value: y,
      gradFunc: (dy, [x, y, kernel]) => runKernel("DenseGrad", { dy, x: x!, y: y!, kernel: kernel! }, { activation }),
    };
  });
}

/** `[N, D1]` and `[N, D2]` side by side: `[N, D1 + D2]`. */
export function concatColumns(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return opWithGradient([a, b], () => ({
    value: tf.concat([a, b], 1),
    gradFunc: (dy) => tf.split(dy, [a.shape[1], b.shape[1]], 1),
  }));
}
