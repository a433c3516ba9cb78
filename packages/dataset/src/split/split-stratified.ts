// A split that has every class by the same shares.

import { createRng, shuffle } from "../rng.ts";
import { assignRun, type SplitFractions, type Splits, sum, toShares, toSplits } from "./splits.ts";

/**
 * Splits every class by the same fractions. Of each class a split gets its share rounded down, and the rows that remain go to
 * the splits that are furthest behind over all classes so far. A class with as many rows as there are splits is in all of
 * them; one with fewer is in training first, because a class that was never trained on cannot be predicted.
 *
 * @param labels - `[n]`, class indices; -1 (unlabelled) counts as a class of its own.
 * @param fractions - Sum 1, within 1e-6.
 * @param seed - Safe integer; same seed, same split.
 */
export function splitStratified(labels: Int32Array, fractions: SplitFractions, seed: number): Splits {
  const shares = toShares(fractions);
  const rng = createRng(seed);
  const behind = [0, 0, 0];
  return toSplits(labels.length, (assign) => {
    for (const rows of rowsByClass(labels)) {
      const sizes = shares.map((share) => Math.floor(rows.length * share));
      shares.forEach((share, split) => {
        behind[split]! += rows.length * share;
      });
      let remainder = rows.length - sum(sizes);
      for (; remainder > 0; remainder--) {
        const left = behind.map((value, split) => (shares[split]! > 0 ? value - sizes[split]! : -Infinity));
        sizes[left.indexOf(Math.max(...left))]! += 1;
      }
      coverSmallClass(sizes, shares);
      sizes.forEach((size, split) => {
        behind[split]! -= size;
      });
      assignRun(shuffle(rows, rng), sizes, assign);
    }
  });
}

/** Moves rows so that training has one, and each other split too if there are enough. */
function coverSmallClass(sizes: number[], shares: readonly number[]): void {
  for (let split = 0; split < sizes.length; split++) {
    if (shares[split] === 0 || sizes[split] !== 0) continue;
    const largest = sizes.indexOf(Math.max(...sizes));
    if (split === 0 || sizes[largest]! > 1) {
      sizes[largest]! -= 1;
      sizes[split]! += 1;
    }
  }
}

/** Ascending rows of each class, in the order of the class indices. */
export function rowsByClass(labels: Int32Array): Int32Array[] {
  const classes = new Map<number, number[]>();
  labels.forEach((label, row) => {
    const rows = classes.get(label);
    if (rows === undefined) classes.set(label, [row]);
    else rows.push(row);
  });
  return [...classes].sort(([a], [b]) => a - b).map(([, rows]) => Int32Array.from(rows));
}
