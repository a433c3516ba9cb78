import { expect, test } from "vitest";
import { lengthStatistics } from "../../src/batch/length-statistics.ts";

test("describes lengths", () => {
  expect(lengthStatistics(Int32Array.of(3, 1, 2, 6))).toEqual({ shortest: 1, longest: 6, mean: 3 });
});

test("is all zeros for nothing", () => {
  expect(lengthStatistics([])).toEqual({ shortest: 0, longest: 0, mean: 0 });
});
