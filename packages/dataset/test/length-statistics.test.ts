import { expect, test } from "vitest";
import { lengthStatistics } from "../src/length-statistics.ts";

test("describes lengths", () => {
  const lengths = Array.from({ length: 100 }, (_, i) => 100 - i);

  expect(lengthStatistics(lengths)).toEqual({
    count: 100,
    shortest: 1,
    longest: 100,
    mean: 50.5,
    median: 50,
    p95: 95,
  });
});

test("leaves its input in order", () => {
  const lengths = Int32Array.of(3, 1, 2);
  lengthStatistics(lengths);

  expect([...lengths]).toEqual([3, 1, 2]);
});

test("is all zeros for nothing", () => {
  expect(lengthStatistics([])).toEqual({ count: 0, shortest: 0, longest: 0, mean: 0, median: 0, p95: 0 });
});
