// k-fold cross-validation: every row is tested once.

import { createRng, range, shuffle } from "../rng.ts";
import { rowsByClass } from "./split-stratified.ts";

/** Row indices of one fold, ascending. */
export interface Fold {
  /** The rows of all other folds. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * Cuts the rows into k folds at random; their sizes differ by at most one.
 *
 * @param n - Number of rows.
 * @param k - Integer in `2..n`.
 * @param seed - Safe integer; same seed, same folds.
 */
export function splitKFold(n: number, k: number, seed: number): Fold[] {
  return dealFolds([shuffle(range(n), createRng(seed))], n, k);
}

/**
 * The same, with each class spread evenly: its rows in two folds differ by at most one, and so do the sizes of the folds. A
 * class of fewer than k rows is missing from some folds' test rows; one of a single row is never tested after being
 * trained on.
 *
 * @param labels - `[n]`, class indices; -1 (unlabelled) counts as a class of its own.
 * @param groups - `[n]`, rows of equal numbers stay together, in the fold that their first row is dealt to: folds are then equal
 * in groups, not in rows.
 */
export function splitKFoldStratified(labels: Int32Array, k: number, seed: number, groups?: Int32Array): Fold[] {
  if (groups && groups.length !== labels.length) {
    throw new RangeError(`splitKFold: expected a group for each of ${labels.length} rows, got ${groups.length}`);
  }
  const rng = createRng(seed);
  const leaders = groups && firstRows(groups);
  const classes = rowsByClass(labels).map((rows) =>
    shuffle(leaders ? rows.filter((row) => leaders[row] === row) : rows, rng),
  );
  return dealFolds(classes, labels.length, k, leaders);
}

/** For each row, the first of its group. */
function firstRows(groups: Int32Array): Int32Array {
  const first = new Map<number, number>();
  return groups.map((group, row) => {
    if (!first.has(group)) first.set(group, row);
    return first.get(group)!;
  });
}

/**
 * Deals rows like cards: one class goes on where the last one stopped.
 *
 * @param leaders - For each row, the one that it follows; default: itself.
 */
function dealFolds(classes: readonly Int32Array[], n: number, k: number, leaders?: Int32Array): Fold[] {
  const numDealt = classes.reduce((sum, rows) => sum + rows.length, 0);
  if (!Number.isInteger(k) || k < 2 || k > numDealt) {
    const what = leaders ? "groups" : "rows";
    throw new RangeError(`splitKFold: expected k to be an integer in 2..${numDealt} (the number of ${what}), got ${k}`);
  }
  const foldOf = new Int32Array(n);
  let next = 0;
  for (const rows of classes) for (const row of rows) foldOf[row] = next++ % k;
  const fold = (row: number): number => foldOf[leaders ? leaders[row]! : row]!;
  const all = range(n);
  return Array.from({ length: k }, (_, i) => ({
    train: all.filter((row) => fold(row) !== i),
    test: all.filter((row) => fold(row) === i),
  }));
}
