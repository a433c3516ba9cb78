import fc from "fast-check";
import { expect, test } from "vitest";
import { classBalancedWeights, sampleRows } from "../../src/batch/sample-rows.ts";
import { createRng, range } from "../../src/rng.ts";

const countOf = (rows: Int32Array, wanted: number): number => rows.filter((row) => row === wanted).length;

test("draws each row as often as its weight says, rounded up or down", () => {
  const weight = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 60 }), fc.integer(), (weights, seed) => {
      fc.pre(weights.some((one) => one > 0));
      const total = weights.reduce((a, b) => a + b);
      const drawn = sampleRows(range(weights.length), weights, createRng(seed));

      expect(drawn).toHaveLength(weights.length);
      weights.forEach((one, row) => {
        const due = (weights.length * one) / total;
        expect(Math.abs(countOf(drawn, row) - due)).toBeLessThan(1 + 1e-9);
      });
    }),
  );
});

test("makes classes equally frequent", () => {
  const labels = Int32Array.from({ length: 100 }, (_, row) => (row < 90 ? 0 : 1));
  const drawn = sampleRows(range(100), classBalancedWeights(labels), createRng(1));

  expect(Math.abs(drawn.filter((row) => labels[row] === 1).length - 50)).toBeLessThanOrEqual(10);
  for (let row = 90; row < 100; row++) expect(countOf(drawn, row)).toBe(5);
});

test("draws from the given rows only", () => {
  expect([...sampleRows(Int32Array.of(2, 5), [9, 9, 1, 9, 9, 1], createRng(1))].sort()).toEqual([2, 5]);
});

test("draws nothing from nothing", () => {
  expect([...sampleRows(range(0), [], createRng(1))]).toEqual([]);
});

test.each([[[-1, 1]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]], [[0, 0]]])(
  "refuses the weights %j",
  (weights) => {
    expect(() => sampleRows(range(2), weights, createRng(1))).toThrow(RangeError);
  },
);
