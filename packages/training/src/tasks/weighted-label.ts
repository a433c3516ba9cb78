// One class a text, where texts count differently or labels are no certainty. B = batch size, C = classes.

import type { Batch } from "@newsclf/dataset";
import * as tf from "@tensorflow/tfjs-core";
import type { Gold } from "../gold.ts";
import { singleLabel } from "./single-label.ts";
import type { Task } from "./task.ts";

/** Of the examples that are trained on; `rows` of a batch are positions among them. */
export interface WeightedLabelOptions extends Pick<Gold, "weights" | "shares"> {
  /** Share of each example that all classes have alike, in `[0, 1)` (Szegedy et al. 2016). Default 0. */
  readonly labelSmoothing?: number | undefined;
  /** How much less what is answered well counts: times `(1 - probability) ** focalGamma` (Lin et al. 2017). Default 0. */
  readonly focalGamma?: number | undefined;
}

/**
 * `weights` times the cross-entropy towards smoothed shares, summed over the batch and divided by B: weights of 1 on average
 * leave the learning rate its meaning. What is held out is measured by the plain cross-entropy of its labels, so that runs with
 * different options can be compared.
 */
export function weightedLabel(options: WeightedLabelOptions): Task<Batch, Int32Array> {
  return {
    ...singleLabel,
    loss: (logits, batch) => weightedCrossEntropy(logits, batch, options),
    heldOutLoss: singleLabel.loss,
  };
}

/** Below it `1 - probability` is rounding, and a power of it may be infinite. */
const LEAST = 1e-7;

function weightedCrossEntropy(logits: tf.Tensor2D, batch: Batch, options: WeightedLabelOptions): tf.Scalar {
  const { focalGamma = 0 } = options;
  const targets = tf.tensor2d(targetsOf(batch, options, logits.shape[1]), logits.shape);
  return tf.customGrad((logits, save) => {
    const logProbs = tf.logSoftmax(logits as tf.Tensor2D);
    const probs = tf.exp(logProbs);
    const far = tf.maximum(tf.sub(1, probs), LEAST);
    const focus = focalGamma > 0 ? tf.pow(far, focalGamma) : tf.onesLike(far);
    const value = tf.neg(tf.sum(tf.mul(targets, tf.mul(focus, logProbs)))) as tf.Scalar;
    // By each log-probability, then by the logits.
    const slope = tf.sub(focus, tf.mul(focalGamma, tf.div(tf.mul(tf.mul(focus, probs), logProbs), far)));
    const dLogProbs = tf.neg(tf.mul(targets, slope));
    const dLogits = tf.sub(dLogProbs, tf.mul(probs, tf.sum(dLogProbs, 1, true)));
    (save as (tensors: tf.Tensor[]) => void)([dLogits]);
    return { value, gradFunc: (dy: tf.Tensor, [dLogits]: tf.Tensor[]) => [tf.mul(dLogits!, dy)] };
  })(logits) as tf.Scalar;
}

/** What each log-probability is multiplied by, row-major `[B, C]`. */
function targetsOf(
  { labels, rows }: Batch,
  { weights, shares, labelSmoothing = 0 }: WeightedLabelOptions,
  numClasses: number,
): Float32Array {
  const targets = new Float32Array(rows.length * numClasses);
  rows.forEach((row, i) => {
    const weight = (weights?.[row] ?? 1) / rows.length;
    for (let c = 0; c < numClasses; c++) {
      const share = shares ? shares[row * numClasses + c]! : labels[i] === c ? 1 : 0;
      targets[i * numClasses + c] = weight * ((1 - labelSmoothing) * share + labelSmoothing / numClasses);
    }
  });
  return targets;
}
