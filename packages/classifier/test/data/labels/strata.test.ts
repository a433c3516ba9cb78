import { LabelSets } from "@newsclf/evaluation";
import { expect, test } from "vitest";
import { strataOf } from "../../../src/data/labels/strata.ts";

const sets = new LabelSets(3, [[0], [0, 1], [1, 2], [], [2]]);
/** So many rows of each set. */
const rows = (...counts: number[]): Int32Array => Int32Array.from(counts.flatMap((n, set) => new Array(n).fill(set)));

test("without sets they are the labels", () => {
  const labels = Int32Array.of(0, 2, 1);

  expect(strataOf(labels, undefined)).toBe(labels);
});

test("a set of ten rows is a stratum, a rarer one goes with its rarest class", () => {
  const strata = strataOf(rows(20, 10, 3, 2, 2), sets);

  expect([...new Set(strata.subarray(0, 20))]).toEqual([0]);
  expect([...new Set(strata.subarray(20, 30))]).toEqual([1]);
  // Class 2 is rarer than class 1, and has a set of its own.
  expect(new Set(strata.subarray(30, 33))).toEqual(new Set(strata.subarray(35, 37)));
  // Rows without a class stay together.
  expect([...new Set(strata.subarray(33, 35))]).toEqual([3]);
});
