// Scores of a classifier from its confusion matrix. C = number of classes.

/** Counts for one class against all others. */
export interface ClassScores {
  /** Fraction in `[0, 1]` of the predictions of this class that are right; 0 if it is never predicted. */
  readonly precision: number;
  /** Fraction in `[0, 1]` of the examples of this class that are found; 0 if it has no examples. */
  readonly recall: number;
  /** Harmonic mean of precision and recall, in `[0, 1]`; 0 if both are 0. */
  readonly f1: number;
  /** Examples whose gold label is this class. */
  readonly support: number;
}

/**
 * Counts every pair of gold and predicted label.
 *
 * @param gold - `[n]`, class indices.
 * @param predicted - `[n]`, class indices.
 * @returns Row-major `[C, C]`; row = gold, column = predicted.
 * @throws RangeError if the lengths differ or a label is outside `0..C-1`.
 */
export function confusionMatrix(
  gold: ArrayLike<number>,
  predicted: ArrayLike<number>,
  numClasses: number,
): Int32Array<ArrayBuffer> {
  if (gold.length !== predicted.length) {
    throw new RangeError(
      `confusionMatrix: expected as many predictions as labels (${gold.length}), got ${predicted.length}`,
    );
  }
  const confusion = new Int32Array(numClasses * numClasses);
  for (let i = 0; i < gold.length; i++) {
    for (const label of [gold[i]!, predicted[i]!]) {
      if (!(label >= 0 && label < numClasses)) {
        throw new RangeError(`confusionMatrix: example ${i} has label ${label}; expected 0..${numClasses - 1}`);
      }
    }
    confusion[gold[i]! * numClasses + predicted[i]!]! += 1;
  }
  return confusion;
}

/**
 * Share of the examples on the diagonal, in `[0, 1]`.
 *
 * @param confusion - `[C, C]`; NaN if it counts nothing.
 */
export function accuracy(confusion: Int32Array): number {
  const numClasses = Math.sqrt(confusion.length);
  let right = 0;
  for (let c = 0; c < numClasses; c++) right += confusion[c * numClasses + c]!;
  return right / sum(confusion);
}

/**
 * Share of the most frequent gold label: the accuracy of always answering with it. In `[1/C, 1]`.
 *
 * @param confusion - `[C, C]`; NaN if it counts nothing.
 */
export function majorityRate(confusion: Int32Array): number {
  return Math.max(...classScores(confusion).map((scores) => scores.support)) / sum(confusion);
}

/** Precision, recall, F1 and support of each of the C classes. A division by zero counts as 0, as in scikit-learn. */
export function classScores(confusion: Int32Array): ClassScores[] {
  const numClasses = Math.sqrt(confusion.length);
  return Array.from({ length: numClasses }, (_, c) => {
    let support = 0;
    let predicted = 0;
    for (let k = 0; k < numClasses; k++) {
      support += confusion[c * numClasses + k]!;
      predicted += confusion[k * numClasses + c]!;
    }
    const right = confusion[c * numClasses + c]!;
    return {
      precision: right / (predicted || 1),
      recall: right / (support || 1),
      f1: (2 * right) / (support + predicted || 1),
      support,
    };
  });
}

/**
 * Mean of the per-class F1, every class with the same weight, in `[0, 1]`.
 *
 * The mean is over the classes that occur as a gold or as a predicted label, which is what scikit-learn's
 * `f1_score(average="macro", zero_division=0)` does: a class that is in neither says nothing about the classifier.
 */
export function macroF1(confusion: Int32Array): number {
  const numClasses = Math.sqrt(confusion.length);
  const present = classScores(confusion).filter(({ support }, c) => {
    return support > 0 || confusion.some((count, k) => k % numClasses === c && count > 0);
  });
  return present.reduce((total, { f1 }) => total + f1, 0) / present.length;
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
