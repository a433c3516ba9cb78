// Reductions that TensorFlow.js either lacks on some backends or does in time V x N.

import * as tf from "@tensorflow/tfjs-core";
import type { RowSumKernel, SquaredNormKernel } from "../contract.ts";

export const rowSum: RowSumKernel = ({ inputs, attrs: { ids, rows } }) => {
  const values = inputs.values as tf.Tensor2D;
  const width = values.shape[1];
  const source = values.dataSync();
  const position = new Map(Array.from(rows, (row, r) => [row, r]));
  const sums = new Float32Array(rows.length * width);
  ids.forEach((id, n) => {
    const r = position.get(id)!;
    for (let e = 0; e < width; e++) sums[r * width + e]! += source[n * width + e]!;
  });
  return [tf.tensor2d(sums, [rows.length, width])];
};

export const squaredNormOf: SquaredNormKernel = ({ inputs }) =>
  tf.tidy(() => [tf.sum(tf.square(inputs.x as tf.Tensor))]);
