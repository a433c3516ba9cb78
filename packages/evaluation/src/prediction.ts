// What a classifier says of some examples. n = examples, C = number of classes.

import type { LabelSets } from "./label-sets.ts";

/** Row-major, in the order of the examples. */
export interface Prediction {
  /** `[n, C]`; each row sums to 1, but where texts may have several classes. */
  readonly probs: Float32Array;
  /** `[n]`, the most probable class, the first of equals; or the number of a set of classes. */
  readonly labels: Int32Array;
}

/**
 * Softmax and most probable class of each row.
 *
 * @param logits - Row-major `[n, C]`.
 */
export function predictionFromLogits(logits: ArrayLike<number>, numClasses: number): Prediction {
  const probs = new Float32Array(logits.length);
  const labels = new Int32Array(logits.length / numClasses);
  for (let row = 0; row < labels.length; row++) {
    const start = row * numClasses;
    labels[row] = argMax(logits, start, numClasses);
    const total = logSumExp(logits, start, numClasses);
    for (let c = 0; c < numClasses; c++) probs[start + c] = Math.exp(logits[start + c]! - total);
  }
  return { probs, labels };
}

/**
 * Sigmoid of each number, and the set of the classes that are probable enough.
 *
 * @param logits - Row-major `[n, C]`.
 * @param thresholds - `[C]`, least probability of a class that is given.
 */
export function predictionOfSets(
  logits: ArrayLike<number>,
  sets: LabelSets,
  thresholds: ArrayLike<number>,
): Prediction {
  const { numClasses } = sets;
  const probs = Float32Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)));
  const labels = Int32Array.from({ length: probs.length / numClasses }, (_, row) => {
    const given: number[] = [];
    for (let c = 0; c < numClasses; c++) if (probs[row * numClasses + c]! >= thresholds[c]!) given.push(c);
    return sets.idOf(given);
  });
  return { probs, labels };
}

/** Index within the row of its largest value, the first of equals. */
function argMax(values: ArrayLike<number>, start: number, length: number): number {
  let best = 0;
  for (let c = 1; c < length; c++) if (values[start + c]! > values[start + best]!) best = c;
  return best;
}

/** ln of the sum of exponentials of a row, without overflow. */
export function logSumExp(values: ArrayLike<number>, start: number, length: number): number {
  const max = values[start + argMax(values, start, length)]!;
  let sum = 0;
  for (let c = 0; c < length; c++) sum += Math.exp(values[start + c]! - max);
  return max + Math.log(sum);
}
