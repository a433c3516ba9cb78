// Which labels are probably wrong, by what a model says of examples that it was not trained on. n = examples, C = classes.

import type { Prediction } from "../prediction.ts";

/** A label that may be wrong. */
export interface LabelIssue {
  /** Position among the examples. */
  readonly row: number;
  /** The class that it may be of instead. */
  readonly suggested: number;
  /** Of that class, in `[0, 1]`. */
  readonly probability: number;
  /** Of the given label, in `[0, 1]`. */
  readonly labelProbability: number;
  /**
   * Whether the model is as sure of the other class as it is on average of examples that have that label: an off-diagonal
   * example of the confident joint.
   */
  readonly isConfident: boolean;
}

/**
 * Examples for which another class is the most probable one, the least probable label first (self-confidence), and which of them
 * are in the confident joint (confident learning, Northcutt, Jiang and Chuang 2021). On Spanish headlines with planted errors 71 %
 * of the first rows were among them in that order, 52 % by normalised margin (docs/accuracy.md).
 *
 * @param prediction - Out of fold: whoever was trained on a wrong label believes it.
 * @param gold - `[n]`, class indices; -1 for an example without a label, which is left out.
 */
export function findLabelIssues({ probs }: Prediction, gold: Int32Array, numClasses: number): LabelIssue[] {
  const thresholds = meanConfidences(probs, gold, numClasses);
  const issues: LabelIssue[] = [];
  gold.forEach((label, row) => {
    if (label < 0) return;
    const ofRow = probs.subarray(row * numClasses, (row + 1) * numClasses);
    let [best, confident] = [0, -1];
    for (let c = 0; c < numClasses; c++) {
      if (ofRow[c]! > ofRow[best]!) best = c;
      if (ofRow[c]! >= thresholds[c]! && !(ofRow[c]! <= (ofRow[confident] ?? -1))) confident = c;
    }
    if (best === label) return;
    issues.push({
      ...{ row, suggested: best, probability: ofRow[best]!, labelProbability: ofRow[label]! },
      isConfident: confident >= 0 && confident !== label,
    });
  });
  return issues.sort((a, b) => a.labelProbability - b.labelProbability || a.row - b.row);
}

/** Of each class, the mean probability that it has on examples with its label; infinite without one. */
function meanConfidences(probs: Float32Array, gold: Int32Array, numClasses: number): Float64Array {
  const sums = new Float64Array(numClasses);
  const counts = new Float64Array(numClasses);
  gold.forEach((label, row) => {
    if (label < 0) return;
    sums[label]! += probs[row * numClasses + label]!;
    counts[label]! += 1;
  });
  return sums.map((sum, c) => (counts[c]! > 0 ? sum / counts[c]! : Number.POSITIVE_INFINITY));
}
