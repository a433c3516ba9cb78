import { expect, test } from "vitest";
import { abstentionOf, answeredOf } from "../../../src/run/held-out/abstention.ts";

const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
/** 100 rows: the sure half is right, of the other half every second. */
const labels = Int32Array.from({ length: 100 }, (_, i) => (i >= 50 && i % 2 === 0 ? 1 : 0));
const logits = Float32Array.from({ length: 200 }, (_, k) => (k % 2 === 1 ? 0 : k < 100 ? 4 : 1));
const heldOut = { logits, gold: { labels }, rows: range(100) };
const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

test("nothing asked for, every text answered", () => {
  expect(abstentionOf(null, heldOut, undefined)).toBeUndefined();
});

test("a threshold is taken as it is, and measured", () => {
  expect(abstentionOf(0.9, heldOut, undefined)).toEqual({
    threshold: 0.9,
    heldOut: { threshold: expect.closeTo(probability(4)), examples: 50, coverage: 0.5, accuracy: 1 },
  });
  expect(abstentionOf(0.9, undefined, undefined)).toEqual({ threshold: 0.9, heldOut: undefined });
});

test("auto: the lowest threshold at which so many of the answers are right", () => {
  expect(abstentionOf("auto:0.95", heldOut, undefined)!.threshold).toBeCloseTo(probability(4));
  expect(abstentionOf("auto:0.7", heldOut, undefined)!.threshold).toBeCloseTo(probability(1));
});

test("auto: the threshold is one of calibrated probabilities", () => {
  const calibration = { method: "temperature" as const, scales: [0.5, 0.5], bias: [0, 0] };

  expect(abstentionOf("auto:0.95", heldOut, calibration)!.threshold).toBeCloseTo(probability(2));
});

test("auto: a share that cannot be had gives what comes nearest", () => {
  const wrong = { ...heldOut, gold: { labels: labels.map((label, i) => (i % 5 === 0 ? 1 - label : label)) } };

  expect(abstentionOf("auto:0.99", wrong, undefined)).toMatchObject({
    threshold: expect.closeTo(probability(4)),
    heldOut: { accuracy: 0.8 },
  });
});

test("auto: a few right answers show nothing", () => {
  const few = { logits: logits.slice(0, 10), gold: { labels: labels.slice(0, 5) }, rows: range(5) };

  expect(abstentionOf("auto:0.9", few, undefined)).toEqual({ threshold: 1, wanted: 0.9, heldOut: undefined });
});

test("counts the answers, and the right ones among them", () => {
  const prediction = { probs: Float32Array.of(0.9, 0.1, 0.6, 0.4, 0.2, 0.8), labels: Int32Array.of(0, 0, 1) };

  expect(answeredOf(prediction, Int32Array.of(0, 1, 0), 2, 0.7)).toMatchObject({
    ...{ examples: 2, coverage: 2 / 3, accuracy: 0.5 },
  });
  expect(answeredOf(prediction, Int32Array.of(0, 1, 0), 2, 0.99)).toEqual({ examples: 0, coverage: 0 });
});
