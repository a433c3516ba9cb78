import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { AdamW, findLearningRate, type LearningRateSearchOptions, Sgd, singleLabel } from "../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES } from "./_tiny-model.ts";

function search(options: Partial<LearningRateSearchOptions> = {}): ReturnType<typeof findLearningRate> {
  const model = createTinyModel();
  const optimizer = new AdamW(model.params);
  return findLearningRate(model, { train: batchesOf(EXAMPLES, 2), task: singleLabel, optimizer, seed: 1, ...options });
}

test("raises the learning rate by the same factor from step to step, over several epochs", async () => {
  const { rates } = await search({ minRate: 1e-4, maxRate: 0.1, numSteps: 31 });

  expect(rates).toHaveLength(31);
  [1e-4, 1e-3, 1e-2, 0.1].forEach((rate, i) => {
    expect(rates[10 * i]).toBeCloseTo(rate, 12);
  });
});

test("suggests the rate at which the smoothed loss falls most steeply", async () => {
  const { rates, losses, suggestion } = await search();
  // As numpy.gradient has it.
  const counted = losses.slice(10, -1);
  const slopes = counted.map((loss, i) => {
    const [before, after] = [counted[i - 1] ?? loss, counted[i + 1] ?? loss];
    return (after - before) / (i === 0 || i === counted.length - 1 ? 1 : 2);
  });

  // A mean with weights of 0.9, 0.81 and so on is 9 steps late.
  expect(suggestion).toBe(rates[10 + slopes.indexOf(Math.min(...slopes)) - 9]);
  expect(suggestion).toBeGreaterThan(1e-3);
  expect(suggestion).toBeLessThan(1);
});

test("takes the difficulty of a batch for no change of the loss", async () => {
  const { losses } = await search({ train: batchesOf(EXAMPLES, 1), maxRate: 1e-7 });

  expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(1e-4);
});

test("ends where the loss is four times the least, or no number", async () => {
  const model = createTinyModel();
  const optimizer = new Sgd(model.params);
  const options = { train: batchesOf(EXAMPLES, 2), task: singleLabel, optimizer, seed: 1, maxRate: 1e6 };
  const { losses } = await findLearningRate(model, options);
  const isFour = losses.map((loss, i) => loss > 4 * Math.min(...losses.slice(0, i + 1)));

  expect(losses.length).toBeLessThan(100);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(isFour.indexOf(true)).toBe(losses.length - 1);
});

test("gives the same search again, and leaves no tensor behind", async () => {
  const model = createTinyModel({ dropoutRate: 0.5 });
  const optimizer = new AdamW(model.params);
  const before = tf.memory().numTensors;
  const options = { train: batchesOf(EXAMPLES, 2), task: singleLabel, optimizer, seed: 1, numSteps: 20 };
  const first = await findLearningRate(model, options);

  expect(tf.memory().numTensors).toBe(before);
  const again = createTinyModel({ dropoutRate: 0.5 });
  expect(await findLearningRate(again, { ...options, optimizer: new AdamW(again.params) })).toEqual(first);
});

test("suggests nothing after too few steps, such as those before an abort", async () => {
  const abort = new AbortController();
  const onStep = (done: number): void => {
    if (done > 15) abort.abort();
  };
  const { rates, suggestion } = await search({ numSteps: 20, signal: abort.signal, onStep });

  expect([rates.length, suggestion]).toEqual([11, null]);
});

test("rejects a sweep that does not rise", async () => {
  await expect(search({ minRate: 1, maxRate: 1 })).rejects.toThrow(
    new RangeError("findLearningRate: expected 0 < minRate < maxRate, got 1 and 1"),
  );
});
