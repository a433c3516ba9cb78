import { describe, expect, test } from "vitest";
import { type PairedTest, pairedTest } from "../../src/index.ts";

/** Of `n` examples that many are answered rightly by one classifier only, the others by both. */
function compare(onlyFirst: number, onlySecond: number, n: number): PairedTest {
  const first = Int32Array.from({ length: n }, (_, i) => (i >= onlyFirst && i < onlyFirst + onlySecond ? 1 : 0));
  const second = Int32Array.from({ length: n }, (_, i) => (i < onlyFirst ? 1 : 0));
  return pairedTest({ labels: first }, { labels: second }, new Int32Array(n));
}

test("counts what only one answers rightly; both right and both wrong count for neither", () => {
  const gold = Int32Array.of(0, 1, 2, 0, 1, 2);
  const first = { labels: Int32Array.of(0, 1, 2, 1, 0, 0) };
  const second = { labels: Int32Array.of(0, 0, 1, 0, 2, 0) };

  expect(pairedTest(first, second, gold)).toMatchObject({ onlyFirst: 2, onlySecond: 1, difference: 1 / 6 });
});

describe("p value", () => {
  // scipy 1.17.1, binomtest(onlyFirst, onlyFirst + onlySecond, 0.5).pvalue; by hand: the first is 2 * (66 + 12 + 1) / 2 ** 12.
  test.each([
    [10, 2, 0.03857421875],
    [1, 0, 1],
    [5, 0, 0.0625],
    [6, 0, 0.03125],
    [3, 3, 1],
    [7, 8, 1],
    [59, 39, 0.0543905582770884],
    [150, 100, 0.00188330093507616],
    [600, 400, 2.72846415606595e-10],
  ])("is McNemar's exact one for %i against %i", (onlyFirst, onlySecond, expected) => {
    expect(compare(onlyFirst, onlySecond, 1000).pValue / expected).toBeCloseTo(1, 10);
  });

  test("depends on what only one answers rightly alone", () => {
    expect(compare(10, 2, 12).pValue).toBe(compare(10, 2, 5000).pValue);
  });
});

describe("interval", () => {
  // d ± 1.959963984540054 * sqrt(onlyFirst + onlySecond - (onlyFirst - onlySecond) ** 2 / n) / n, in Python.
  test.each([
    [10, 2, 100, 0.08, 0.013940199664935968, 0.14605980033506405],
    [5, 20, 50, -0.3, -0.477482287368886, -0.122517712631114],
    [40, 20, 160, 0.125, 0.032111482690036205, 0.21788851730996378],
  ])("of %i against %i among %i", (onlyFirst, onlySecond, n, expected, low, high) => {
    const { difference, interval } = compare(onlyFirst, onlySecond, n);

    expect(difference).toBeCloseTo(expected, 14);
    expect(interval[0]).toBeCloseTo(low, 12);
    expect(interval[1]).toBeCloseTo(high, 12);
  });

  test("narrows with more examples", () => {
    const widthOf = ({ interval: [low, high] }: PairedTest): number => high - low;

    expect(widthOf(compare(100, 20, 1000))).toBeCloseTo(widthOf(compare(10, 2, 100)) / Math.sqrt(10), 12);
  });
});

test("finds no difference between equal answers, right or wrong", () => {
  const labels = Int32Array.of(0, 1, 1);

  expect(pairedTest({ labels }, { labels }, Int32Array.of(0, 1, 0))).toEqual({
    onlyFirst: 0,
    onlySecond: 0,
    difference: 0,
    interval: [0, 0],
    pValue: 1,
  });
});

test.each([
  [10, 2, 100],
  [3, 3, 20],
  [0, 7, 30],
])("says the same of %i against %i the other way round", (onlyFirst, onlySecond, n) => {
  const { difference, interval, pValue } = compare(onlyFirst, onlySecond, n);
  const swapped = compare(onlySecond, onlyFirst, n);

  expect(swapped).toMatchObject({ onlyFirst: onlySecond, onlySecond: onlyFirst, pValue });
  expect(swapped.difference).toBeCloseTo(-difference, 14);
  expect(swapped.interval[0]).toBeCloseTo(-interval[1], 14);
  expect(swapped.interval[1]).toBeCloseTo(-interval[0], 14);
});

test.each([
  [0, 0, 0],
  [2, 3, 3],
  [3, 2, 3],
  [3, 3, 2],
])("refuses %i and %i answers to %i labels", (first, second, n) => {
  const answers = (length: number): { labels: Int32Array } => ({ labels: new Int32Array(length) });

  expect(() => pairedTest(answers(first), answers(second), new Int32Array(n))).toThrow(
    new RangeError(
      `pairedTest: expected as many answers of both as labels, at least one, got ${first}, ${second} and ${n}`,
    ),
  );
});
