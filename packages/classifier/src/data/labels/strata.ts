// What splits and folds should have the same share of each.

import type { LabelSets } from "@newsclf/evaluation";

/** A set of fewer rows is too rare to be spread evenly. */
const MIN_ROWS = 10;

/**
 * The labels; of sets that few rows have, the rarest class instead, which is what matters most to have on both sides (compare
 * Sechidis, Tsoumakas and Vlahavas 2011).
 *
 * @param labels - `[n]`, class indices, or numbers of sets.
 * @returns `[n]`, numbers that mean nothing else.
 */
export function strataOf(labels: Int32Array, sets: LabelSets | undefined): Int32Array {
  if (!sets) return labels;
  const [ofSets, ofClasses] = [new Int32Array(sets.size), new Int32Array(sets.numClasses)];
  for (const label of labels) {
    ofSets[label]! += 1;
    for (const c of sets.classesOf(label)) ofClasses[c]! += 1;
  }
  const strata = ofSets.map((count, label) => {
    if (count >= MIN_ROWS) return label;
    const [rarest] = sets.classesOf(label).toSorted((a, b) => ofClasses[a]! - ofClasses[b]!);
    return rarest === undefined ? label : sets.size + rarest;
  });
  return labels.map((label) => strata[label]!);
}
