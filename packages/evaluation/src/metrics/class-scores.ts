// Precision, recall and F1 of each class. C = number of classes.

/** Examples of each class, all `[C]`. */
export interface ClassCounts {
  /** Gold and predicted. */
  readonly right: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** Gold. */
  readonly support: ArrayLike<number>;
}

/** One class against all others. */
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

/** Precision, recall, F1 and support of each of the C classes. A division by zero counts as 0, as in scikit-learn. */
export function classScores({ right, predicted, support }: ClassCounts): ClassScores[] {
  return Array.from({ length: support.length }, (_, c) => ({
    precision: right[c]! / (predicted[c]! || 1),
    recall: right[c]! / (support[c]! || 1),
    f1: (2 * right[c]!) / (support[c]! + predicted[c]! || 1),
    support: support[c]!,
  }));
}
