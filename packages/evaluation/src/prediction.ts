// What a classifier says of some examples. n = examples, C = number of classes.

/** Row-major, in the order of the examples. */
export interface Prediction {
  /** `[n, C]`; each row sums to 1. */
  readonly probs: Float32Array;
  /** `[n]`, the most probable class; the first of equals. */
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
