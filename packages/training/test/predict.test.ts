import type { Batch } from "@newsclf/dataset";
import { expect, test } from "vitest";
import { predict } from "../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES } from "./_tiny-model.ts";

const inOrder = [...batchesOf(EXAMPLES, 2).epoch(0)];

test("gives probabilities that sum to one and the most probable label", async () => {
  const { probs, labels } = await predict(createTinyModel(), inOrder);

  labels.forEach((label, row) => {
    const ofRow = [...probs.subarray(row * 3, row * 3 + 3)];
    expect(ofRow.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(ofRow.indexOf(Math.max(...ofRow))).toBe(label);
  });
});

test("follows the rows of the split, not the order of the batches", async () => {
  const model = createTinyModel();

  expect(await predict(model, inOrder.toReversed())).toEqual(await predict(model, inOrder));
});

test("does without labels", async () => {
  const model = createTinyModel();
  const unlabelled = inOrder.map((batch): Batch => ({ ...batch, labels: batch.labels.map(() => -1) }));

  expect(await predict(model, unlabelled)).toEqual(await predict(model, inOrder));
});

test("rejects part of a split", async () => {
  await expect(predict(createTinyModel(), inOrder.slice(1))).rejects.toThrow(
    new RangeError("predict: expected each row of 0..3 once, got row 4; pass one whole epoch"),
  );
});
