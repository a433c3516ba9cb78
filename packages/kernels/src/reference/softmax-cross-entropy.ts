// Softmax cross-entropy and its gradient as plain TensorFlow.js ops.

import * as tf from "@tensorflow/tfjs-core";
import type { SoftmaxCrossEntropyKernel } from "../contract.ts";

export const crossEntropyForward: SoftmaxCrossEntropyKernel = ({ inputs, attrs: { labels } }) =>
  tf.tidy(() => {
    const logits = inputs.logits as tf.Tensor2D;
    const [numRows, numClasses] = logits.shape;
    // Not tf.oneHot: that refuses a single class.
    const target = tf.cast(
      tf.equal(tf.tensor2d(labels, [numRows, 1], "int32"), tf.range(0, numClasses, 1, "int32")),
      "float32",
    );
    const logProbs = tf.sub(logits, tf.logSumExp(logits, 1, true));
    const loss = tf.div(tf.neg(tf.sum(tf.mul(target, logProbs))), numRows);
    return [loss, tf.div(tf.sub(tf.exp(logProbs), target), numRows)];
  });
