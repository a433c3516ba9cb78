import type { Batch } from "@newsclf/dataset";
import { predictionFromLogits } from "@newsclf/evaluation";
import { expect, test } from "vitest";
import { type BatchSource, predict, predictLogits } from "../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES } from "./_tiny-model.ts";

const source = batchesOf(EXAMPLES, 2);
const inOrder = [...source.epoch(0)];
const sourceOf = (batches: readonly Batch[]): BatchSource => ({ numBatches: batches.length, epoch: () => batches });

test("gives probabilities that sum to one and the most probable label", async () => {
  const { probs, labels } = await predict(createTinyModel(), source);

  labels.forEach((label, row) => {
    const ofRow = [...probs.subarray(row * 3, row * 3 + 3)];
    expect(ofRow.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(ofRow.indexOf(Math.max(...ofRow))).toBe(label);
  });
});

test("follows the rows of the split, not the order of the batches", async () => {
  const model = createTinyModel();

  expect(await predict(model, sourceOf(inOrder.toReversed()))).toEqual(await predict(model, source));
});

test("does without labels", async () => {
  const model = createTinyModel();
  const unlabelled = inOrder.map((batch): Batch => ({ ...batch, labels: batch.labels.map(() => -1) }));

  expect(await predict(model, sourceOf(unlabelled))).toEqual(await predict(model, source));
});

test("rejects part of a split", async () => {
  await expect(predict(createTinyModel(), sourceOf(inOrder.slice(1)))).rejects.toThrow(
    new RangeError("predict: expected each row of 0..3 once, got row 4; pass one whole epoch"),
  );
});

test("says how far it is", async () => {
  const calls: number[][] = [];

  await predict(createTinyModel(), source, (...call) => calls.push(call));

  expect(calls).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("gives the softmax of what predictLogits gives", async () => {
  const model = createTinyModel();

  expect(await predict(model, source)).toEqual(predictionFromLogits(await predictLogits(model, source), 3));
});

test("predictLogits gives what the model answers, in the order of the rows", async () => {
  const model = createTinyModel();
  const logits = await predictLogits(model, sourceOf(inOrder.toReversed()));

  const answers = await Promise.all(inOrder.map((batch) => model.forward(batch).data()));
  expect([...logits]).toEqual(answers.flatMap((answer) => [...answer]));
});

test("predictLogits says how far it is", async () => {
  const calls: number[][] = [];

  await predictLogits(createTinyModel(), source, (...call) => calls.push(call));

  expect(calls.at(-1)).toEqual([3, 3]);
});
