import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { evaluate, type Trainable } from "../src/index.ts";
import { batchesOf } from "./_tiny-model.ts";

/** Logits that put `ln 3` on the class that the first token names. */
const model: Trainable = {
  numClasses: 3,
  params: [],
  forward: ({ tokenIds, offsets }) => {
    const first = Array.from(offsets.subarray(0, -1), (start) => tokenIds[start]!);
    return tf.tidy(() => tf.mul(tf.oneHot(tf.tensor1d(first, "int32"), 3), Math.log(3)));
  },
};

const source = batchesOf(
  [
    [[0], 0],
    [[0], 0],
    [[1], 0],
    [[1], 1],
  ],
  3,
);

test("measures loss, accuracy and confusion over all batches", async () => {
  const evaluation = await evaluate(model, source);

  // Probabilities are 3/5, 1/5, 1/5.
  expect(evaluation.loss).toBeCloseTo((3 * Math.log(5 / 3) + Math.log(5)) / 4, 6);
  expect(evaluation).toMatchObject({ examples: 4, accuracy: 0.75, majorityRate: 0.75, aboveChance: false });
  expect(evaluation.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
  expect(evaluation.confusions.map(({ gold, predicted, count }) => [gold, predicted, count])).toEqual([
    [0, 0, 2],
    [0, 1, 1],
    [1, 1, 1],
  ]);
});

test("leaves no tensor behind", async () => {
  const before = tf.memory().numTensors;

  await evaluate(model, source);

  expect(tf.memory().numTensors).toBe(before);
});

test("rejects an unlabelled example", async () => {
  const batches = batchesOf([[[0], -1]], 1);

  await expect(evaluate(model, batches)).rejects.toThrow(
    "example 0 has label -1; expected 0..2; leave out unlabelled examples",
  );
});

test("rejects an empty split", async () => {
  await expect(evaluate(model, batchesOf([], 1))).rejects.toThrow(
    new RangeError("evaluateLabels: expected at least one example, got none"),
  );
});
