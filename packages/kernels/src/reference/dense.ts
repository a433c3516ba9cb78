// A dense layer and its gradient as plain TensorFlow.js ops.

import * as tf from "@tensorflow/tfjs-core";
import type { DenseGradKernel, DenseKernel } from "../contract.ts";

export const denseForward: DenseKernel = ({ inputs, attrs: { activation } }) =>
  tf.tidy(() => {
    const { x, kernel, bias } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const y = tf.add(tf.matMul(x, kernel), bias);
    return [activation === "relu" ? tf.relu(y) : y];
  });

export const denseBackward: DenseGradKernel = ({ inputs, attrs: { activation } }) =>
  tf.tidy(() => {
    const { dy, x, y, kernel } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const dScores = activation === "relu" ? tf.mul<tf.Tensor2D>(dy, tf.step(y)) : dy;
    return [tf.matMul(dScores, kernel, false, true), tf.matMul(x, dScores, true, false), tf.sum(dScores, 0)];
  });
