import { expect, test } from "vitest";
import { findLabelIssues } from "../../src/index.ts";

const find = (rows: readonly (readonly number[])[], gold: readonly number[]) => {
  const numClasses = rows[0]!.length;
  const probs = Float32Array.from(rows.flat());
  return findLabelIssues({ probs, labels: new Int32Array(rows.length) }, Int32Array.from(gold), numClasses);
};

test("an example that is surely another class comes first", () => {
  // Mean confidence of class 0: (.9 + .8 + .1 + .4) / 4 = .55; of class 1: .9.
  const issues = find(
    [
      [0.9, 0.1],
      [0.8, 0.2],
      [0.1, 0.9],
      [0.4, 0.6],
      [0.1, 0.9],
    ],
    [0, 0, 0, 0, 1],
  );

  expect(issues).toEqual([
    {
      ...{ row: 2, suggested: 1, isConfident: true },
      ...{ probability: Math.fround(0.9), labelProbability: Math.fround(0.1) },
    },
    {
      ...{ row: 3, suggested: 1, isConfident: false },
      ...{ probability: Math.fround(0.6), labelProbability: Math.fround(0.4) },
    },
  ]);
});

test("of equals the first comes first", () => {
  const issues = find(
    [
      [0.2, 0.8],
      [0.2, 0.8],
      [0.3, 0.7],
    ],
    [0, 0, 1],
  );

  expect(issues.map(({ row }) => row)).toEqual([0, 1]);
});

test("examples without a label are left out, and count for nothing", () => {
  expect(find([[0.1, 0.9]], [-1])).toEqual([]);
});

test("a class that nobody has as a label can be suggested, and is never confident", () => {
  const [issue] = find([[0.1, 0.2, 0.7]], [0]);

  expect(issue).toMatchObject({ suggested: 2, isConfident: false });
});
