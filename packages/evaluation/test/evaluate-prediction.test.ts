import { expect, test } from "vitest";
import { evaluatePrediction, predictionFromLogits } from "../src/index.ts";

/** Logits that put `ln 3` on one class, so that probabilities are 3/5, 1/5, 1/5. */
const prediction = predictionFromLogits(
  [0, 0, 1, 1].flatMap((first) => [0, 1, 2].map((c) => (c === first ? Math.log(3) : 0))),
  3,
);
const gold = Int32Array.of(0, 0, 0, 1);

test("measures loss, accuracy and confusion", () => {
  const evaluation = evaluatePrediction(prediction, gold, 3);

  expect(evaluation.loss).toBeCloseTo((3 * Math.log(5 / 3) + Math.log(5)) / 4, 6);
  expect(evaluation).toMatchObject({ examples: 4, accuracy: 0.75, majorityRate: 0.75, aboveChance: false });
  expect(evaluation.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
  expect(evaluation.confusions).toEqual([
    { gold: 0, predicted: 0, count: 2 },
    { gold: 0, predicted: 1, count: 1 },
    { gold: 1, predicted: 1, count: 1 },
  ]);
});

test("is plain JSON data", () => {
  const evaluation = evaluatePrediction(prediction, gold, 3);

  expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
});

test("keeps the loss finite where a probability was rounded to nothing", () => {
  const prediction = { probs: Float32Array.of(1, 0), labels: Int32Array.of(0) };

  expect(evaluatePrediction(prediction, Int32Array.of(1), 2).loss).toBeCloseTo(149 * Math.LN2, 6);
});

test("rejects an unlabelled example and no examples", () => {
  const prediction = { probs: Float32Array.of(1, 0), labels: Int32Array.of(0) };

  expect(() => evaluatePrediction(prediction, Int32Array.of(-1), 2)).toThrow("example 0 has label -1; expected 0..1");
  expect(() =>
    evaluatePrediction({ probs: new Float32Array(), labels: new Int32Array() }, new Int32Array(), 2),
  ).toThrow("expected at least one example, got none");
});
