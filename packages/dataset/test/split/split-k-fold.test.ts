import fc from "fast-check";
import { expect, test } from "vitest";
import { range } from "../../src/rng.ts";
import { type Fold, splitKFold, splitKFoldStratified } from "../../src/split/split-k-fold.ts";

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

function expectTestedOnce(folds: readonly Fold[], n: number): void {
  const all = Array.from({ length: n }, (_, row) => row);
  expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(all);
  for (const { train, test } of folds) expect([...train, ...test].sort((a, b) => a - b)).toEqual(all);
}

function expectFolds(folds: readonly Fold[], n: number): void {
  expectTestedOnce(folds, n);
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

test("keeps groups in one fold, each fold with as many of them, and of each class as many first rows", () => {
  const anyRow = fc.record({ label: fc.integer({ min: -1, max: 2 }), group: fc.integer({ min: -3, max: 12 }) });
  const anyRows = fc.array(anyRow, { minLength: 2, maxLength: 80 });
  fc.assert(
    fc.property(anyRows, fc.nat(), fc.integer(), (rows, anyK, seed) => {
      const labels = Int32Array.from(rows, ({ label }) => label);
      const groups = Int32Array.from(rows, ({ group }) => group);
      const leaders = [...new Set(groups)].map((group) => groups.indexOf(group));
      fc.pre(leaders.length >= 2);
      const folds = splitKFoldStratified(labels, 2 + (anyK % (leaders.length - 1)), seed, groups);
      const foldOf = (row: number): number => folds.findIndex(({ test }) => test.includes(row));
      const numLeaders = (isOne: (leader: number) => boolean): number[] =>
        folds.map(({ test }) => leaders.filter((leader) => test.includes(leader) && isOne(leader)).length);

      expectTestedOnce(folds, rows.length);
      groups.forEach((group, row) => {
        expect(foldOf(row)).toBe(foldOf(groups.indexOf(group)));
      });
      expect(spread(numLeaders(() => true))).toBeLessThanOrEqual(1);
      for (const label of new Set(labels)) {
        expect(spread(numLeaders((leader) => labels[leader] === label))).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("deals groups of one row as it deals rows", () => {
  const labels = Int32Array.from({ length: 40 }, (_, row) => row % 3);

  expect(splitKFoldStratified(labels, 4, 1, range(40))).toEqual(splitKFoldStratified(labels, 4, 1));
});

// From before there were groups: saved runs deal their folds anew.
test("deals rows without groups as ever", () => {
  const labels = Int32Array.of(0, 1, 0, 1, 0, 1, 0, -1, 0, 0);

  expect(splitKFoldStratified(labels, 3, 7).map(({ test }) => [...test])).toEqual([
    [0, 2, 5, 7],
    [3, 4, 9],
    [1, 6, 8],
  ]);
});

test("depends on the seed alone", () => {
  expect(splitKFold(50, 5, 1)).toEqual(splitKFold(50, 5, 1));
  expect(splitKFold(50, 5, 1)).not.toEqual(splitKFold(50, 5, 2));
});

test("depends on the seed alone with groups", () => {
  const labels = Int32Array.from({ length: 60 }, (_, row) => row % 3);
  const groups = labels.map((_, row) => row % 25);

  expect(splitKFoldStratified(labels, 5, 1, groups)).toEqual(splitKFoldStratified(labels, 5, 1, groups));
  expect(splitKFoldStratified(labels, 5, 1, groups)).not.toEqual(splitKFoldStratified(labels, 5, 2, groups));
});

test.each([1, 2.5, 6])("refuses %d folds of 5 rows", (k) => {
  expect(() => splitKFold(5, k, 1)).toThrow("expected k to be an integer in 2..5 (the number of rows)");
});

test("refuses more folds than groups", () => {
  expect(() => splitKFoldStratified(Int32Array.of(0, 1, 0, 1, 0), 4, 1, Int32Array.of(7, 7, 8, 9, 9))).toThrow(
    new RangeError("splitKFold: expected k to be an integer in 2..3 (the number of groups), got 4"),
  );
});
