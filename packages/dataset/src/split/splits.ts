// What a split is: rows of three names, by their shares.

import { range } from "../rng.ts";

/** Names of the splits, in the order in which left-over rows are handed out. */
export const SPLIT_NAMES = ["train", "validation", "test"] as const;

/** One of `"train"`, `"validation"`, `"test"`. */
export type SplitName = (typeof SPLIT_NAMES)[number];

/** Share of each split, each in `[0, 1]`, summing to 1. */
export type SplitFractions = Readonly<Record<SplitName, number>>;

/** Row indices of each split, ascending; every row is in exactly one. */
export type Splits = Readonly<Record<SplitName, Int32Array>>;

/** Gives the first `sizes[0]` of the rows to split 0, the next to split 1, the rest to split 2. */
export function assignRun(
  rows: Int32Array,
  sizes: readonly number[],
  assign: (row: number, split: number) => void,
): void {
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

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
