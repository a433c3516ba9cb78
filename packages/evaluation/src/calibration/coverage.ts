// What is gained by not answering where the model is unsure. n = examples, C = classes.

import type { Prediction } from "../prediction.ts";

/** What becomes of the examples if only those are answered whose confidence is at least `threshold`. */
export interface CoveragePoint {
  /** A confidence that occurs: the probability of the predicted class, in `[0, 1]`. */
  readonly threshold: number;
  /** Examples that are answered. */
  readonly examples: number;
  /** The same as a fraction of all, in `(0, 1]`. */
  readonly coverage: number;
  /** Fraction of the answers that is right, in `[0, 1]`. */
  readonly accuracy: number;
}

/**
 * Accuracy at every coverage, a point for each confidence that occurs, from the most confident examples to all of them. The last
 * point that is accurate enough answers the most: `coverageCurve(...).findLast(({ accuracy }) => accuracy >= 0.95)?.threshold`.
 *
 * @param gold - `[n]`, class indices.
 */
export function coverageCurve({ probs, labels }: Prediction, gold: Int32Array, numClasses: number): CoveragePoint[] {
  const confidences = Float32Array.from(labels, (label, i) => probs[i * numClasses + label]!);
  const order = Int32Array.from(labels.keys()).sort((a, b) => confidences[b]! - confidences[a]!);
  const points: CoveragePoint[] = [];
  let right = 0;
  order.forEach((i, place) => {
    if (labels[i] === gold[i]) right++;
    const threshold = confidences[i]!;
    // Equal confidences are answered together, or not at all.
    if (place + 1 < order.length && confidences[order[place + 1]!] === threshold) return;
    const examples = place + 1;
    points.push({ threshold, examples, coverage: examples / order.length, accuracy: right / examples });
  });
  return points;
}
