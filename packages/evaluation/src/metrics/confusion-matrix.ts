// How often each class was taken for each. C = number of classes.

import type { ClassCounts } from "./class-scores.ts";

/**
 * Counts every pair of gold and predicted label.
 *
 * @param gold - `[n]`, class indices.
 * @param predicted - `[n]`, class indices.
 * @returns Row-major `[C, C]`; row = gold, column = predicted.
 * @throws RangeError if the lengths differ or a label is outside `0..C-1`.
 */
export function confusionMatrix(gold: ArrayLike<number>, predicted: ArrayLike<number>, numClasses: number): Int32Array {
  if (gold.length !== predicted.length) {
    throw new RangeError(
      `confusionMatrix: expected as many predictions as labels (${gold.length}), got ${predicted.length}`,
    );
  }
  const confusion = new Int32Array(numClasses * numClasses);
  for (let i = 0; i < gold.length; i++) {
    for (const label of [gold[i]!, predicted[i]!]) {
      if (!(label >= 0 && label < numClasses)) {
        throw new RangeError(
          `confusionMatrix: example ${i} has label ${label}; expected 0..${numClasses - 1}; leave out unlabelled examples`,
        );
      }
    }
    confusion[gold[i]! * numClasses + predicted[i]!]! += 1;
  }
  return confusion;
}

/** Diagonal, column sums and row sums. @param confusion - `[C, C]`. */
export function countClasses(confusion: Int32Array): ClassCounts {
  const numClasses = Math.sqrt(confusion.length);
  const counts = {
    right: new Int32Array(numClasses),
    predicted: new Int32Array(numClasses),
    support: new Int32Array(numClasses),
  };
  confusion.forEach((count, k) => {
    const [gold, predicted] = [Math.floor(k / numClasses), k % numClasses];
    counts.support[gold]! += count;
    counts.predicted[predicted]! += count;
    if (gold === predicted) counts.right[gold] = count;
  });
  return counts;
}
