// The classification loss, from logits: numerically safe, and one dispatch each way.

import * as tf from "@tensorflow/tfjs-core";
import { opWithGradient, runKernel } from "../registry.ts";

/**
 * Mean over the batch of `log Σ exp(logits) - logits[label]`.
 *
 * @param logits - `[B, C]`.
 * @param labels - `[B]`, each in `0..C-1`.
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, labels: Int32Array): tf.Scalar {
  const [numRows, numClasses] = logits.shape;
  if (labels.length !== numRows) {
    throw new RangeError(`softmaxCrossEntropy: expected ${numRows} labels, got ${labels.length}`);
  }
  const invalid = labels.findIndex((label) => label < 0 || label >= numClasses);
  if (invalid >= 0) {
    throw new RangeError(
      `softmaxCrossEntropy: expected labels in 0..${numClasses - 1}, got ${labels[invalid]} at ${invalid}`,
    );
  }
  return opWithGradient([logits], (save) => {
    const [loss, dLogits] = runKernel("SoftmaxCrossEntropy", { logits }, { labels }) as [tf.Scalar, tf.Tensor];
    save([dLogits]);
    return { value: loss, gradFunc: (dy, [dLogits]) => [tf.mul(dLogits!, dy)] };
  });
}
