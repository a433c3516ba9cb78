import fc from "fast-check";
import { expect, test } from "vitest";
import { splitRandom } from "../../src/split/split-random.ts";
import { allRows, anyFractions, EIGHTY_TEN_TEN, sizes } from "./_splits.ts";

test.each([
  [10, [8, 1, 1]],
  [15, [13, 1, 1]],
  [19, [16, 2, 1]],
  [29, [24, 3, 2]],
  [1, [1, 0, 0]],
  [0, [0, 0, 0]],
])("rounds %i rows as PyTorch does", (n, expected) => {
  expect(sizes(splitRandom(n, EIGHTY_TEN_TEN, 1))).toEqual(expected);
});

test("loses and doubles no row", () => {
  fc.assert(
    fc.property(fc.nat(200), anyFractions, fc.integer(), (n, fractions, seed) => {
      expect(allRows(splitRandom(n, fractions, seed))).toEqual([...Array(n).keys()]);
    }),
  );
});

test("keeps the rows of a split in order", () => {
  const { train } = splitRandom(50, EIGHTY_TEN_TEN, 4);

  expect([...train]).toEqual([...train].sort((a, b) => a - b));
});

test("depends on the seed alone", () => {
  expect(splitRandom(50, EIGHTY_TEN_TEN, 4)).toEqual(splitRandom(50, EIGHTY_TEN_TEN, 4));
  expect(splitRandom(50, EIGHTY_TEN_TEN, 4)).not.toEqual(splitRandom(50, EIGHTY_TEN_TEN, 5));
});

test("gives a split of fraction 0 nothing", () => {
  expect(sizes(splitRandom(5, { train: 0.5, validation: 0.5, test: 0 }, 1))).toEqual([3, 2, 0]);
});

test("refuses fractions that do not sum to 1", () => {
  expect(() => splitRandom(5, { train: 0.8, validation: 0.1, test: 0.2 }, 1)).toThrow("sum to 1, got 0.8, 0.1, 0.2");
});
