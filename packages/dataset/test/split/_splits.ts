// What split tests share.

import fc from "fast-check";
import type { SplitFractions, Splits } from "../../src/split/splits.ts";

export const EIGHTY_TEN_TEN: SplitFractions = { train: 0.8, validation: 0.1, test: 0.1 };

/** Fractions in whole percent; any of them may be 0. */
export const anyFractions: fc.Arbitrary<SplitFractions> = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([a, b]) => ({ train: a / 100, validation: (b - a) / 100, test: (100 - b) / 100 }));

export const sizes = (splits: Splits): number[] => [splits.train, splits.validation, splits.test].map((s) => s.length);

/** All rows of all splits, ascending: `0 .. n - 1` for a partition. */
export const allRows = (splits: Splits): number[] =>
  [...splits.train, ...splits.validation, ...splits.test].sort((a, b) => a - b);

/** Position of the split that has the row. */
export const splitOf = (splits: Splits, row: number): number =>
  [splits.train, splits.validation, splits.test].findIndex((rows) => rows.includes(row));
