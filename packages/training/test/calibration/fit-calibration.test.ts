import { deriveSeed, hash32 } from "@newsclf/kernels";
import { expect, test } from "vitest";
import { fitCalibration, type HeldOutLogits } from "../../src/index.ts";

/** Two classes: as often right as `rates` says of its class, and always `sure`. */
function answers(
  n: number,
  sure: number,
  rates: readonly [number, number],
): HeldOutLogits & { readonly labels: Int32Array } {
  const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
  const logits = new Float32Array(2 * n);
  labels.forEach((label, i) => {
    const isRight = hash32(deriveSeed(1, "right", i)) / 2 ** 32 < rates[label]!;
    logits[2 * i + (isRight ? label : 1 - label)] = sure;
  });
  return { logits, labels, gold: { labels }, rows: labels.map((_, i) => i) };
}

const probability = (scale: number, logit: number): number => 1 / (1 + Math.exp(-scale * logit));

test("the temperature makes answers as sure as they are often right", () => {
  const examples = answers(4000, 5, [0.8, 0.8]);
  const share = examples.labels.filter((label, i) => examples.logits[2 * i + label]! > 0).length / 4000;
  const { method, scales, bias } = fitCalibration(examples, 2, ["temperature"]);

  expect(method).toBe("temperature");
  expect(scales[0]).toBe(scales[1]);
  expect(bias).toEqual([0, 0]);
  expect(probability(scales[0]!, 5)).toBeCloseTo(share, 3);
});

test("a bias a class is taken where classes differ in how often they are answered wrongly", () => {
  const uneven = fitCalibration(answers(4000, 2, [0.99, 0.6]), 2);

  expect(uneven.method).toBe("vector");
  // Whoever answers the second class is right more often than who answers the first.
  expect(uneven.bias[1]).toBeGreaterThan(uneven.bias[0]!);
});

test("answers that are as sure as they should be stay as they are, but for a hair", () => {
  const { scales } = fitCalibration(answers(4000, Math.log(4), [0.8, 0.8]), 2, ["none", "temperature"]);

  expect(scales[0]).toBeGreaterThan(0.9);
  expect(scales[0]).toBeLessThan(1.1);
});

test("looks at the rows that are named alone", () => {
  const examples = answers(200, 3, [0.7, 0.7]);
  const rows = examples.rows.filter((row) => row < 100);
  const first = { logits: examples.logits.slice(0, 200), gold: { labels: examples.labels.slice(0, 100) } };

  expect(fitCalibration({ ...examples, rows }, 2)).toEqual(fitCalibration({ ...first, rows }, 2));
});

test("answers that are never right lose their sureness, and can be told apart still", () => {
  const { scales } = fitCalibration(answers(100, 3, [0, 0]), 2, ["temperature"]);

  expect(scales).toEqual([0.01, 0.01]);
});

test("with more than a hundred classes one scale stands for all", () => {
  const numClasses = 101;
  const labels = Int32Array.from({ length: 202 }, (_, i) => i % numClasses);
  const logits = Float32Array.from({ length: 202 * numClasses }, (_, k) => hash32(k) / 2 ** 32);

  expect(
    fitCalibration({ logits, gold: { labels }, rows: labels.map((_, i) => i) }, numClasses, ["vector"]).method,
  ).toBe("temperature");
});

test("an example of weight 0 tells nothing", () => {
  const examples = answers(200, 3, [0.7, 0.7]);
  const rows = examples.rows.filter((row) => row < 100);
  const weights = Float32Array.from(examples.labels, (_, row) => (row < 100 ? 1 : 0));
  const scaleOf = (some: HeldOutLogits): number => fitCalibration(some, 2, ["temperature"]).scales[0]!;

  expect(scaleOf({ ...examples, gold: { labels: examples.labels, weights } })).toBeCloseTo(
    scaleOf({ ...examples, rows }),
    1,
  );
});

test("refuses no examples", () => {
  const none = { logits: new Float32Array(), gold: { labels: new Int32Array() }, rows: new Int32Array() };

  expect(() => fitCalibration(none, 2)).toThrow("fitCalibration: expected at least one example, got none");
});
