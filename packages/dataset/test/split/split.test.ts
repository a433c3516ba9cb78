import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SplitFractions, type Splits, splitRandom, splitStratified } from "../../src/split/splits.ts";

const eightyTenTen: SplitFractions = { train: 0.8, validation: 0.1, test: 0.1 };
const sizes = (splits: Splits): number[] => [splits.train.length, splits.validation.length, splits.test.length];
const sorted = (splits: Splits): number[] =>
  [...splits.train, ...splits.validation, ...splits.test].sort((a, b) => a - b);

const anyFractions = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([a, b]) => ({ train: a / 100, validation: (b - a) / 100, test: 1 - a / 100 - (b - a) / 100 }))
  .map((f) => ({ ...f, test: Math.max(0, f.test) }));

describe("splitRandom", () => {
  test.each([
    [10, [8, 1, 1]],
    [15, [13, 1, 1]],
    [19, [16, 2, 1]],
    [29, [24, 3, 2]],
    [1, [1, 0, 0]],
    [0, [0, 0, 0]],
  ])("rounds %i rows as PyTorch does", (n, expected) => {
    expect(sizes(splitRandom(n, eightyTenTen, 1))).toEqual(expected);
  });

  test("loses and doubles no row", () => {
    fc.assert(
      fc.property(fc.nat(200), anyFractions, fc.integer(), (n, fractions, seed) => {
        expect(sorted(splitRandom(n, fractions, seed))).toEqual([...Array(n).keys()]);
      }),
    );
  });

  test("keeps the rows of a split in order", () => {
    const { train } = splitRandom(50, eightyTenTen, 4);

    expect([...train]).toEqual([...train].sort((a, b) => a - b));
  });

  test("depends on the seed alone", () => {
    expect(splitRandom(50, eightyTenTen, 4)).toEqual(splitRandom(50, eightyTenTen, 4));
    expect(splitRandom(50, eightyTenTen, 4)).not.toEqual(splitRandom(50, eightyTenTen, 5));
  });

  test("gives a split of fraction 0 nothing", () => {
    expect(sizes(splitRandom(5, { train: 0.5, validation: 0.5, test: 0 }, 1))).toEqual([3, 2, 0]);
  });

  test("refuses fractions that do not sum to 1", () => {
    expect(() => splitRandom(5, { train: 0.8, validation: 0.1, test: 0.2 }, 1)).toThrow("sum to 1, got 0.8, 0.1, 0.2");
  });
});

describe("splitStratified", () => {
  const labelsOf = (...counts: number[]): Int32Array =>
    Int32Array.from(counts.flatMap((count, label) => new Array(count).fill(label)));
  const countIn = (rows: Int32Array, labels: Int32Array, label: number): number =>
    rows.filter((row) => labels[row] === label).length;

  test("loses and doubles no row", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 200 }),
        anyFractions,
        fc.integer(),
        (labels, fractions, seed) => {
          expect(sorted(splitStratified(Int32Array.from(labels), fractions, seed))).toEqual([...labels.keys()]);
        },
      ),
    );
  });

  test("keeps every class's share within one row", () => {
    const labels = labelsOf(500, 37, 111);
    const splits = splitStratified(labels, eightyTenTen, 2);

    [500, 37, 111].forEach((count, label) => {
      expect(Math.abs(countIn(splits.train, labels, label) - count * 0.8)).toBeLessThan(1);
      expect(Math.abs(countIn(splits.test, labels, label) - count * 0.1)).toBeLessThan(1);
    });
  });

  test("keeps the sizes of the splits over many uneven classes", () => {
    const labels = labelsOf(...new Array(40).fill(13));

    expect(sizes(splitStratified(labels, eightyTenTen, 2))).toEqual([416, 52, 52]);
  });

  test("puts a class of three rows into all three splits", () => {
    expect(sizes(splitStratified(labelsOf(3), eightyTenTen, 1))).toEqual([1, 1, 1]);
  });

  test("puts the only row of a class into training", () => {
    const labels = labelsOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    expect(sizes(splitStratified(labels, eightyTenTen, 1))).toEqual([12, 0, 0]);
  });

  test("depends on the seed alone", () => {
    const labels = labelsOf(30, 30);

    expect(splitStratified(labels, eightyTenTen, 4)).toEqual(splitStratified(labels, eightyTenTen, 4));
    expect(splitStratified(labels, eightyTenTen, 4)).not.toEqual(splitStratified(labels, eightyTenTen, 5));
  });
});
