import { expect, test } from "vitest";
import { type CoveragePoint, coverageCurve } from "../../src/index.ts";

/** Two classes; the first is predicted with these confidences. */
function curve(confidences: readonly number[], gold: readonly number[]): CoveragePoint[] {
  const probs = Float32Array.from(confidences.flatMap((confidence) => [confidence, 1 - confidence]));
  return coverageCurve({ probs, labels: new Int32Array(gold.length) }, Int32Array.from(gold), 2);
}

test("goes from the most confident answers to all, whatever their order", () => {
  expect(curve([0.5, 1, 0.75, 0.625], [0, 0, 1, 0])).toEqual([
    { threshold: 1, examples: 1, coverage: 0.25, accuracy: 1 },
    { threshold: 0.75, examples: 2, coverage: 0.5, accuracy: 0.5 },
    { threshold: 0.625, examples: 3, coverage: 0.75, accuracy: 2 / 3 },
    { threshold: 0.5, examples: 4, coverage: 1, accuracy: 0.75 },
  ]);
});

test("answers equal confidences together", () => {
  expect(curve([0.75, 0.75, 0.5], [0, 1, 0]).map(({ threshold, coverage }) => [threshold, coverage])).toEqual([
    [0.75, 2 / 3],
    [0.5, 1],
  ]);
});

test("finds the threshold that answers the most at a wanted accuracy, and none where nothing reaches it", () => {
  const points = curve([1, 0.875, 0.75, 0.625], [0, 1, 0, 0]);
  const thresholdFor = (wanted: number): number | undefined =>
    points.findLast(({ accuracy }) => accuracy >= wanted)?.threshold;

  expect(thresholdFor(0.75)).toBe(0.625);
  expect(thresholdFor(0.8)).toBe(1);
  expect(curve([1, 0.5], [1, 0]).findLast(({ accuracy }) => accuracy > 0.9)).toBeUndefined();
});
