import { expect, test } from "vitest";
import { type Progress, track } from "../src/progress.ts";

test("tells how many texts were taken, each time anew", () => {
  const told: Progress[] = [];
  const tracked = track(["a", "b"], "reading", (progress) => told.push(progress));

  expect([[...tracked], [...tracked]]).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(told.map(({ step, done, total }) => [step, done, total])).toEqual([
    ["reading", 0, 2],
    ["reading", 1, 2],
    ["reading", 0, 2],
    ["reading", 1, 2],
  ]);
});
