import fc from "fast-check";
import { expect, test } from "vitest";
import { splitStratified } from "../../src/split/split-stratified.ts";
import { allRows, anyFractions, EIGHTY_TEN_TEN, sizes } from "./_splits.ts";

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
        expect(allRows(splitStratified(Int32Array.from(labels), fractions, seed))).toEqual([...labels.keys()]);
      },
    ),
  );
});

test("keeps every class's share within one row", () => {
  const labels = labelsOf(500, 37, 111);
  const splits = splitStratified(labels, EIGHTY_TEN_TEN, 2);

  [500, 37, 111].forEach((count, label) => {
    expect(Math.abs(countIn(splits.train, labels, label) - count * 0.8)).toBeLessThan(1);
    expect(Math.abs(countIn(splits.test, labels, label) - count * 0.1)).toBeLessThan(1);
  });
});

test("keeps the sizes of the splits over many uneven classes", () => {
  const labels = labelsOf(...new Array(40).fill(13));

  expect(sizes(splitStratified(labels, EIGHTY_TEN_TEN, 2))).toEqual([416, 52, 52]);
});

test("puts a class of three rows into all three splits", () => {
  expect(sizes(splitStratified(labelsOf(3), EIGHTY_TEN_TEN, 1))).toEqual([1, 1, 1]);
});

test("puts the only row of a class into training", () => {
  const labels = labelsOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  expect(sizes(splitStratified(labels, EIGHTY_TEN_TEN, 1))).toEqual([12, 0, 0]);
});

test("depends on the seed alone", () => {
  const labels = labelsOf(30, 30);

  expect(splitStratified(labels, EIGHTY_TEN_TEN, 4)).toEqual(splitStratified(labels, EIGHTY_TEN_TEN, 4));
  expect(splitStratified(labels, EIGHTY_TEN_TEN, 4)).not.toEqual(splitStratified(labels, EIGHTY_TEN_TEN, 5));
});
