import { expect, test } from "vitest";
import { evaluate, evaluatePrediction, predict } from "../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES } from "./_tiny-model.ts";

const batches = [...batchesOf(EXAMPLES, 2).epoch(0)];
const gold = Int32Array.from(EXAMPLES, ([, label]) => label);

test("gives the scores that evaluate gives", async () => {
  const model = createTinyModel();
  const { loss, ...scores } = evaluatePrediction(await predict(model, batches), gold, 3);
  const { loss: expectedLoss, ...expected } = await evaluate(model, batches);

  expect(scores).toEqual(expected);
  expect(loss).toBeCloseTo(expectedLoss, 5);
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
