import { expect, test } from "vitest";
import { RepeatCounts } from "../../src/ngrams/repeat-counts.ts";

const repeatsOf = (counts: RepeatCounts, numbers: readonly number[]): [number, number][] => {
  const found: [number, number][] = [];
  counts.addAll(Int32Array.from(numbers), 0, numbers.length);
  counts.endText((number, count) => found.push([number, count]));
  return found;
};

test("tells of what came more than once, and how often", () => {
  expect(repeatsOf(new RepeatCounts(4), [3, 0, 3, 1, 3, 0])).toEqual([
    [3, 3],
    [0, 2],
  ]);
});

test("leaves out what is below 0", () => {
  expect(repeatsOf(new RepeatCounts(2), [-1, 1, -1])).toEqual([]);
});

test("each text begins anew", () => {
  const counts = new RepeatCounts(3);
  repeatsOf(counts, [0, 0, 0, 1, 2]);

  expect(repeatsOf(counts, [0, 1, 2])).toEqual([]);
  expect(repeatsOf(counts, [2, 2])).toEqual([[2, 2]]);
});

test("counts over several calls, of parts of arrays", () => {
  const counts = new RepeatCounts(3);
  counts.addAll(Int32Array.of(0, 1, 2), 1, 3);
  counts.addAll(Int32Array.of(2, 0), 0, 1);
  const told: number[] = [];
  counts.endText((number, count) => told.push(number, count));

  expect(told).toEqual([2, 2]);
});
