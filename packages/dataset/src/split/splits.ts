// Dividing rows into training, validation and test rows by fractions.

import { createRng, range, shuffle } from "../rng.ts";

/** Names of the splits, in the order in which left-over rows are handed out. */
export const SPLIT_NAMES = ["train", "validation", "test"] as const;

/** One of `"train"`, `"validation"`, `"test"`. */
export type SplitName = (typeof SPLIT_NAMES)[number];

/** Share of each split, each in `[0, 1]`, summing to 1. */
export type SplitFractions = Readonly<Record<SplitName, number>>;

/** Row indices of each split, ascending; every row is in exactly one. */
export type Splits = Readonly<Record<SplitName, Int32Array>>;

/**
 * Splits at random. Sizes are rounded as PyTorch's `random_split` rounds them: down, then the remaining rows one each to
 * train, validation, test (a split with fraction 0 gets none).
 *
 * @param n - Number of rows.
 * @param fractions - Sum 1, within 1e-6.
 * @param seed - Safe integer; same seed, same split.
 */
export function splitRandom(n: number, fractions: SplitFractions, seed: number): Splits {
  const shares = toShares(fractions);
  const sizes = shares.map((share) => Math.floor(n * share));
  const open = shares.flatMap((share, split) => (share > 0 ? [split] : []));
  const remainder = n - sum(sizes);
  for (let i = 0; i < remainder; i++) sizes[open[i % open.length]!]! += 1;

  const rows = shuffle(range(n), createRng(seed));
  return toSplits(n, (assign) => assignRun(rows, sizes, assign));
}

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

function assignRun(rows: Int32Array, sizes: readonly number[], assign: (row: number, split: number) => void): void {
  let position = 0;
  sizes.forEach((size, split) => {
    for (let i = 0; i < size; i++) assign(rows[position++]!, split);
  });
}

/** Collects the rows that `fill` assigns to split 0, 1 or 2. */
export function toSplits(n: number, fill: (assign: (row: number, split: number) => void) => void): Splits {
  const splitOf = new Uint8Array(n);
  fill((row, split) => {
    splitOf[row] = split;
  });
  const rowsOf = (split: number): Int32Array => range(n).filter((row) => splitOf[row] === split);
  return { train: rowsOf(0), validation: rowsOf(1), test: rowsOf(2) };
}

/** Checked fractions in the order of {@link SPLIT_NAMES}. */
export function toShares(fractions: SplitFractions): number[] {
  const shares = SPLIT_NAMES.map((name) => fractions[name]);
  if (!shares.every((share) => share >= 0 && share <= 1) || Math.abs(sum(shares) - 1) > 1e-6) {
    throw new RangeError(`split: expected fractions in [0, 1] that sum to 1, got ${shares.join(", ")}`);
  }
  return shares;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
