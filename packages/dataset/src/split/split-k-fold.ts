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
 */
export function splitKFoldStratified(labels: Int32Array, k: number, seed: number): Fold[] {
  const rng = createRng(seed);
  const classes = rowsByClass(labels).map((rows) => shuffle(rows, rng));
  return dealFolds(classes, labels.length, k);
}

/** Deals rows like cards: one class goes on where the last one stopped. */
function dealFolds(classes: readonly Int32Array[], n: number, k: number): Fold[] {
  if (!Number.isInteger(k) || k < 2 || k > n) {
    throw new RangeError(`splitKFold: expected k to be an integer in 2..${n} (the number of rows), got ${k}`);
  }
  const foldOf = new Int32Array(n);
  let next = 0;
  for (const rows of classes) for (const row of rows) foldOf[row] = next++ % k;
  const all = range(n);
  return Array.from({ length: k }, (_, fold) => ({
    train: all.filter((row) => foldOf[row] !== fold),
    test: all.filter((row) => foldOf[row] === fold),
  }));
}
