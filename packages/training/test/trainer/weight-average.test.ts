import "@tensorflow/tfjs-backend-cpu";
import { selectEngine } from "@newsclf/kernels/node";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  AdamW,
  createBestWeights,
  createTrainer,
  type Snapshot,
  singleLabel,
  type Trainer,
  type TrainerOptions,
  WeightAverage,
} from "../../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES, type TinyModel, weightsOf } from "../_tiny-model.ts";

const train = batchesOf(EXAMPLES, 2);
const base = { train, validation: train, numEpochs: 3, seed: 1, learningRate: 0.05, task: singleLabel };

function createRun(options: Partial<TrainerOptions> = {}): { model: TinyModel; trainer: Trainer } {
  const model = createTinyModel({ dropoutRate: 0.5 });
  const optimizer = new AdamW(model.params);
  const average = new WeightAverage(model.params, 0.8);
  return { model, trainer: createTrainer(model, { ...base, optimizer, average, ...options }) };
}

/** The same without an average; what `onStep` sees of the weights. */
async function weightsOfSteps(): Promise<number[][]> {
  const seen: number[][] = [];
  const onStep = async (_: unknown, { model }: Trainer): Promise<unknown> => seen.push(await weightsOf(model));
  const model = createTinyModel({ dropoutRate: 0.5 });
  const optimizer = new AdamW(model.params);
  await createTrainer(model, { ...base, optimizer, listeners: [{ name: "test", onStep }] }).run();
  return seen;
}

const flat = (arrays: readonly Float32Array[]): number[] => arrays.flatMap((values) => [...values]);

describe.each(["cpu", "wasm engine"])("on the backend %s", (backend) => {
  beforeAll(async () => {
    if (backend === "cpu") await tf.setBackend("cpu");
    else await selectEngine("wasm", 1);
  });
  afterAll(() => tf.setBackend("cpu"));

  test("follows the weights by PyTorch's formula, and leaves training as it is", async () => {
    const { model, trainer } = createRun();
    await trainer.run();

    const steps = await weightsOfSteps();
    const expected = steps.slice(1).reduce((mean, step) => mean.map((m, i) => 0.8 * m + 0.2 * step[i]!), steps[0]!);
    const found = flat(await trainer.copyWeights());
    expect(Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-6);
    expect(await weightsOf(model)).toEqual(steps.at(-1));
  });
});

test("is what validation measures, and what the best weights are", async () => {
  const bestWeights = createBestWeights();
  const { trainer } = createRun({ listeners: [bestWeights] });
  const { history, bestEpoch } = await trainer.run();
  const other: TinyModel = createTinyModel();
  bestWeights.restoreInto(other);
  const { validation } = history[bestEpoch - 1]!;

  // The scores of the best epoch, measured again: a run that makes no steps.
  const optimizer = new AdamW(other.params, { weightDecay: 0 });
  const again = await createTrainer(other, { ...base, numEpochs: 1, learningRate: 0, optimizer }).run();

  expect(again.history[0]!.validation).toEqual(validation);
});

test("goes on with the same bits", async () => {
  const straight = createRun();
  const expected = await straight.trainer.run();
  let snapshot: Snapshot | undefined;
  const onStep = async ({ globalStep }: { globalStep: number }, trainer: Trainer): Promise<void> => {
    if (globalStep === 4) snapshot = structuredClone(await trainer.save());
  };
  await createRun({ listeners: [{ name: "save", onStep }] }).trainer.run();
  const continued = createRun();
  continued.trainer.restore(snapshot!);

  expect(await continued.trainer.run()).toEqual(expected);
  expect(await continued.trainer.copyWeights()).toEqual(await straight.trainer.copyWeights());
  expect(await weightsOf(continued.model)).toEqual(await weightsOf(straight.model));
});

test("ends up in the model where that is asked for, and leaves nothing behind", async () => {
  const model = createTinyModel();
  const before = tf.memory().numTensors;
  const average = new WeightAverage(model.params, 0.5);
  const start = await weightsOf(model);
  average.apply();
  expect(await weightsOf(model)).toEqual(start);

  average.update();
  for (const param of model.params) param.assign(tf.zerosLike(param));
  average.update();
  average.apply();

  expect(await weightsOf(model)).toEqual(start.map((value) => value / 2));
  average.dispose();
  expect(tf.memory().numTensors).toBe(before + model.params.length);
});

test("rejects a snapshot of a run without an average, and changes nothing", async () => {
  const snapshot = await createRun({ average: undefined }).trainer.save();
  const { model, trainer } = createRun();
  const before = await weightsOf(model);

  expect(() => trainer.restore(snapshot)).toThrow(RangeError);
  expect(await weightsOf(model)).toEqual(before);
  expect(() => new WeightAverage([], 1)).toThrow(new RangeError("WeightAverage: expected decay in [0, 1), got 1"));
});
