// Which classes were taken for which. C = number of classes.

import type { LabelSets } from "../label-sets.ts";
import type { ClassCounts } from "./class-scores.ts";

/** A cell of the confusion matrix that is not 0. */
export interface Confusion {
  /** Class indices. */
  readonly gold: number;
  readonly predicted: number;
  readonly count: number;
}

/**
 * Counts every pair of gold and predicted label that occurs: no more than there are examples, however many classes.
 *
 * @param gold - `[n]`, class indices.
 * @param predicted - `[n]`, class indices.
 * @returns By gold, then by predicted label.
 * @throws RangeError if the lengths differ or a label is outside `0..C-1`.
 */
export function countConfusions(
  gold: ArrayLike<number>,
  predicted: ArrayLike<number>,
  numClasses: number,
): Confusion[] {
  if (gold.length !== predicted.length) {
    throw new RangeError(
      `countConfusions: expected as many predictions as labels (${gold.length}), got ${predicted.length}`,
    );
  }
  const counts = new Map<number, number>();
  for (let i = 0; i < gold.length; i++) {
    for (const label of [gold[i]!, predicted[i]!]) {
      if (!(label >= 0 && label < numClasses)) {
        throw new RangeError(
          `countConfusions: example ${i} has label ${label}; expected 0..${numClasses - 1}; leave out unlabelled examples`,
        );
      }
    }
    const cell = gold[i]! * numClasses + predicted[i]!;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cell, count]) => ({ gold: Math.floor(cell / numClasses), predicted: cell % numClasses, count }));
}

/**
 * Right, predicted and gold examples of each class.
 *
 * @param sets - Where labels are numbers of sets.
 */
export function countClasses(confusions: readonly Confusion[], numClasses: number, sets?: LabelSets): ClassCounts {
  const counts = {
    right: new Int32Array(numClasses),
    predicted: new Int32Array(numClasses),
    support: new Int32Array(numClasses),
  };
  for (const { gold, predicted, count } of confusions) addCounts(counts, gold, predicted, count, sets);
  return counts;
}

/** Examples of one gold and one predicted label. */
export function addCounts(
  { right, predicted: found, support }: { readonly [Name in keyof ClassCounts]: Int32Array | number[] },
  gold: number,
  predicted: number,
  count: number,
  sets: LabelSets | undefined,
): void {
  if (!sets) {
    support[gold]! += count;
    found[predicted]! += count;
    if (gold === predicted) right[gold]! += count;
    return;
  }
  const [own, given] = [sets.classesOf(gold), sets.classesOf(predicted)];
  for (const c of own) support[c]! += count;
  for (const c of given) found[c]! += count;
  for (const c of own) if (given.includes(c)) right[c]! += count;
}
