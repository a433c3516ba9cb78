// Texts that may have several classes, or none: each class is a question of its own. B = batch size, C = classes.

import type { Batch } from "@newsclf/dataset";
import { accuracy, LabelSets } from "@newsclf/evaluation";
import * as tf from "@tensorflow/tfjs-core";
import type { Gold } from "../gold.ts";
import type { Task } from "./task.ts";

/** Of the examples that are trained on; `rows` of a batch are positions among them. */
export interface MultiLabelOptions extends Pick<Gold, "weights"> {
  /** C. */
  readonly numClasses: number;
  /** Class indices of each set; labels are positions among them. */
  readonly sets: readonly Int32Array[];
  /** How far each target is moved towards a half, in `[0, 1)`. Default 0. */
  readonly labelSmoothing?: number | undefined;
  /** How much less what is answered well counts: times `(1 - probability) ** focalGamma` (Lin et al. 2017). Default 0. */
  readonly focalGamma?: number | undefined;
}

/**
 * Binary cross-entropy in nats, the mean over the classes; `weights` as in `weightedLabel`. What is held out is measured without
 * weights, smoothing and focus.
 */
export function multiLabel(options: MultiLabelOptions): Task<Batch, Int32Array> {
  const sets = new LabelSets(options.numClasses, options.sets);
  return {
    sets,
    targets: ({ labels }) => labels,
    loss: (logits, batch) => binaryCrossEntropy(logits, batch, options),
    heldOutLoss: (logits, batch) => binaryCrossEntropy(logits, batch, { sets: options.sets }),
    metrics: [accuracy],
  };
}

/** Below it a probability is rounding, and a power of it may be infinite. */
const LEAST = 1e-7;

function binaryCrossEntropy(
  logits: tf.Tensor2D,
  batch: Batch,
  { sets, weights, labelSmoothing = 0, focalGamma = 0 }: Omit<MultiLabelOptions, "numClasses">,
): tf.Scalar {
  const [numRows, numClasses] = logits.shape;
  const target = new Float32Array(numRows * numClasses).fill(labelSmoothing / 2);
  const weight = new Float32Array(numRows * numClasses);
  batch.rows.forEach((row, i) => {
    for (const c of sets[batch.labels[i]!]!) target[i * numClasses + c] = 1 - labelSmoothing / 2;
    weight.fill((weights?.[row] ?? 1) / target.length, i * numClasses, (i + 1) * numClasses);
  });
  const [wanted, counts] = [tf.tensor2d(target, logits.shape), tf.tensor2d(weight, logits.shape)];
  return tf.customGrad((logits, save) => {
    const [ofClass, ofRest] = [logits as tf.Tensor, tf.neg(logits as tf.Tensor)].map((x) => focused(x, focalGamma));
    const rest = tf.sub(1, wanted);
    const mix = (first: tf.Tensor, second: tf.Tensor): tf.Tensor =>
      tf.mul(counts, tf.add(tf.mul(wanted, first), tf.mul(rest, second)));
    const value = tf.sum(mix(ofClass!.loss, ofRest!.loss)) as tf.Scalar;
    (save as (tensors: tf.Tensor[]) => void)([mix(ofClass!.slope, tf.neg(ofRest!.slope))]);
    return { value, gradFunc: (dy: tf.Tensor, [slope]: tf.Tensor[]) => [tf.mul(slope!, dy)] };
  })(logits) as tf.Scalar;
}

/** `-(1 - p) ** focalGamma * ln p` for `p = sigmoid(logits)`, and its derivative by the logits. */
function focused(logits: tf.Tensor, focalGamma: number): { readonly loss: tf.Tensor; readonly slope: tf.Tensor } {
  // ln p, without overflow.
  const logProb = tf.sub(tf.minimum(logits, 0), tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
  const [prob, far] = [tf.exp(logProb), tf.maximum(tf.sub(1, tf.exp(logProb)), LEAST)];
  const focus = focalGamma > 0 ? tf.pow(far, focalGamma) : tf.onesLike(far);
  const inner = tf.sub(tf.mul(focalGamma, tf.mul(prob, logProb)), far);
  return { loss: tf.neg(tf.mul(focus, logProb)), slope: tf.mul(focus, inner) };
}
