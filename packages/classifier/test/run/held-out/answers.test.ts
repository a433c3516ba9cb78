import { deriveSeed, hash32 } from "@newsclf/kernels";
import { expect, test } from "vitest";
import { createAnswers, heldOutLogits, lastPart, stackedLoss, stackOf } from "../../../src/run/held-out/answers.ts";
import { measureHeldOut } from "../../../src/run/held-out/measure.ts";

const trained = Int32Array.of(0, 1);
/** Logits of two classes that are right by that much. */
const right = (labels: Int32Array, by: number): Float32Array =>
  Float32Array.from([...labels].flatMap((label) => (label === 0 ? [by, 0] : [0, by])));

test("rows of classes that the parts had not seen tell nothing", () => {
  const labels = Int32Array.of(0, 1, 2);
  const logits = Float32Array.of(1, 0, 0, 0, 1, 0, 1, 0, 0);
  const answers = createAnswers([logits], [{ gold: { labels }, trained }]);
  const known = createAnswers([logits.slice(0, 6)], [{ gold: { labels: labels.slice(0, 2) }, trained }]);

  expect(stackOf(answers)).toEqual(stackOf(known));
  expect(stackedLoss(answers)).toBe(stackedLoss(known));
});

test("without any row of a known class there is no stack", () => {
  const answers = createAnswers([Float32Array.of(1, 0, 0)], [{ gold: { labels: Int32Array.of(2) }, trained }]);

  expect(stackOf(answers)).toBeUndefined();
  expect(stackedLoss(answers)).toBe(0);
});

test("each fold is answered with the scales that the other folds tell", () => {
  const labels = Int32Array.of(0, 1, 0, 1);
  // One fold's answers are all right, the other's all wrong.
  const parts = [Float32Array.from([...right(labels, 4), ...right(labels, -4)])];
  const answers = createAnswers(parts, [
    { gold: { labels }, trained },
    { gold: { labels }, trained },
  ]);
  const { prediction } = measureHeldOut(heldOutLogits(answers, stackOf(answers)), answers.folds);
  const sureness = (row: number): number => Math.abs(prediction.probs[row * 2]! - 0.5);

  expect(sureness(0)).toBeCloseTo(0, 3);
  // Four examples that are right, and half of a fifth.
  expect(sureness(4)).toBeCloseTo(4.5 / 5 - 0.5);
});

test("noise looks no better than chance, however many numbers were fitted to it", () => {
  const [n, numClasses] = [300, 20];
  const key = deriveSeed(1, "noise");
  const labels = Int32Array.from({ length: n }, (_, i) => hash32(key ^ i) % numClasses);
  const noise = Float32Array.from({ length: n * numClasses }, (_, i) => hash32(key ^ (n + i)) / 2 ** 32);
  const all = Int32Array.from({ length: numClasses }, (_, c) => c);
  const folds = [0, 1, 2].map((f) => ({ gold: { labels: labels.subarray(f * 100, (f + 1) * 100) }, trained: all }));
  const answers = createAnswers([noise], folds);

  expect(stackedLoss(answers)).toBeLessThan(Math.log(numClasses));
  expect(measureHeldOut(heldOutLogits(answers, stackOf(answers)), answers.folds).evaluation.loss).toBeGreaterThan(
    Math.log(numClasses),
  );
});

test("the last part stands alone", () => {
  const labels = Int32Array.of(0, 1);
  const answers = createAnswers([right(labels, -1), right(labels, 1)], [{ gold: { labels }, trained }]);

  expect(lastPart(answers).parts).toEqual([right(labels, 1)]);
});
