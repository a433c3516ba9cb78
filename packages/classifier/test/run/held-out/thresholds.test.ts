import { expect, test } from "vitest";
import { bestThresholds } from "../../../src/run/held-out/thresholds.ts";

const logit = (p: number): number => Math.log(p / (1 - p));
/** Two classes; the second is there in no row. */
const heldOut = (probs: readonly number[], isOf: readonly boolean[]) => ({
  logits: Float32Array.from(probs.flatMap((p) => [logit(p), logit(p)])),
  gold: { labels: Int32Array.from(isOf, Number), sets: [Int32Array.of(), Int32Array.of(0)] },
  rows: Int32Array.from(probs.keys()),
});
const PROBS = [0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1];

test("lie where F1 is highest, half way to the next row", () => {
  const first = [true, true, true, true, true, false, false, false];

  const [threshold, other] = bestThresholds(heldOut(PROBS, first), undefined, 2);
  expect(threshold).toBeCloseTo(0.35, 6);
  expect(other).toBe(0.5);
});

test("are those of calibrated probabilities", () => {
  const first = [true, true, true, true, true, false, false, false];
  const calibration = { method: "vector" as const, scales: [2, 1], bias: [-1, 0] };
  const calibrated = (p: number): number => 1 / (1 + Math.exp(1 - 2 * logit(p)));

  const [threshold] = bestThresholds(heldOut(PROBS, first), calibration, 2);
  expect(threshold).toBeCloseTo((calibrated(0.4) + calibrated(0.3)) / 2, 6);
});

test("do not part rows of equal probability", () => {
  const probs = [0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2];
  const isOf = [true, true, true, true, true, false, false];

  expect(bestThresholds(heldOut(probs, isOf), undefined, 2)[0]).toBeCloseTo(0.35, 6);
});

test("are a half where too few rows tell", () => {
  expect(bestThresholds(heldOut(PROBS, [true, true, true, true, false, false, false, false]), undefined, 2)).toEqual([
    0.5, 0.5,
  ]);
  expect(bestThresholds(undefined, undefined, 3)).toEqual([0.5, 0.5, 0.5]);
});
