// AdamW as plain TensorFlow.js ops.

import * as tf from "@tensorflow/tfjs-core";
import type { AdamWAttrs, AdamWKernel } from "../contract.ts";

export const adamWUpdate: AdamWKernel = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { param, m, v, gradient } = inputs as Record<keyof typeof inputs, tf.Tensor>;
    const { rows } = attrs;
    if (rows === undefined) return updated(param, m, v, gradient, attrs);
    const index = tf.tensor1d(rows, "int32");
    const before = [param, m, v].map((table) => tf.gather(table, index)) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const after = updated(...before, gradient, attrs);
    return [param, m, v].map((table, i) => tf.tensorScatterUpdate(table, tf.expandDims(index, 1), after[i]!));
  });

function updated(param: tf.Tensor, m: tf.Tensor, v: tf.Tensor, gradient: tf.Tensor, attrs: AdamWAttrs): tf.Tensor[] {
  const { learningRate, beta1, beta2, epsilon, weightDecay, step, gradientScale } = attrs;
  const g = tf.mul(gradient, gradientScale);
  const newM = tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1));
  const newV = tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2));
  const denominator = tf.add(tf.div(tf.sqrt(newV), Math.sqrt(1 - beta2 ** step)), epsilon);
  const change = tf.mul(tf.div(newM, denominator), learningRate / (1 - beta1 ** step));
  return [tf.sub(tf.mul(param, 1 - learningRate * weightDecay), change), newM, newV];
}
