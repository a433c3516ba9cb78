import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fold, splitKFold, splitKFoldStratified } from "../../src/split/split-k-fold.ts";

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

function expectFolds(folds: readonly Fold[], n: number): void {
  const all = Array.from({ length: n }, (_, row) => row);
  expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(all);
  for (const { train, test } of folds) expect([...train, ...test].sort((a, b) => a - b)).toEqual(all);
  expect(spread(folds.map(({ test }) => test.length))).toBeLessThanOrEqual(1);
}

test("tests every row once and trains on the others, in folds of equal size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(100), fc.integer(), (k, extra, seed) => {
      expectFolds(splitKFold(k + extra, k, seed), k + extra);
    }),
  );
});

test("spreads every class evenly when stratified", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 9, maxLength: 100 }),
      fc.integer(),
      (k, numbers, seed) => {
        const labels = Int32Array.from(numbers);
        const folds = splitKFoldStratified(labels, k, seed);

        expectFolds(folds, labels.length);
        for (const label of new Set(labels)) {
          expect(
            spread(folds.map(({ test }) => test.filter((row) => labels[row] === label).length)),
          ).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test("depends on the seed alone", () => {
  expect(splitKFold(50, 5, 1)).toEqual(splitKFold(50, 5, 1));
  expect(splitKFold(50, 5, 1)).not.toEqual(splitKFold(50, 5, 2));
});

test.each([1, 2.5, 6])("refuses %d folds of 5 rows", (k) => {
  expect(() => splitKFold(5, k, 1)).toThrow("expected k to be an integer in 2..5 (the number of rows)");
});
