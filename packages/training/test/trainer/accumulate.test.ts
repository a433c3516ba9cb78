// Several batches that form one step.

import type { Batch } from "@newsclf/dataset";
import { expect, test } from "vitest";
import {
  AdamW,
  type BatchSource,
  createSchedule,
  createTrainer,
  type Listener,
  type Snapshot,
  type StepRecord,
  singleLabel,
  type Trainer,
  type TrainerOptions,
} from "../../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES, type TinyModel, weightsOf } from "../_tiny-model.ts";

const base = { train: batchesOf(EXAMPLES, 2), numEpochs: 4, seed: 1, learningRate: 0.05, task: singleLabel };

function createRun(options: Partial<TrainerOptions>, dropoutRate = 0): { model: TinyModel; trainer: Trainer } {
  const model = createTinyModel({ dropoutRate });
  const optimizer = new AdamW(model.params);
  return { model, trainer: createTrainer(model, { ...base, optimizer, ...options }) };
}

/** The examples in order, so many in each batch. */
function batchesOfSizes(...sizes: readonly number[]): BatchSource {
  let start = 0;
  const batches = sizes.map((size): Batch => {
    const part = EXAMPLES.slice(start, start + size);
    start += size;
    return [...batchesOf(part, size).epoch(0)][0]!;
  });
  return { numBatches: batches.length, epoch: (_, firstBatch = 0) => batches.slice(firstBatch) };
}

test("trains as one large batch does, whatever the sizes, up to rounding", async () => {
  const learningRate = createSchedule({ peak: 0.05, decay: "linear" });
  const large = createRun({ train: batchesOfSizes(4, 2), learningRate });
  const small = createRun({ train: batchesOfSizes(1, 3, 2), learningRate, accumulateBatches: 2 });

  const expected = await large.trainer.run();
  const found = await small.trainer.run();

  const weights = await weightsOf(large.model);
  const worst = (await weightsOf(small.model)).map((value, i) => Math.abs(value - weights[i]!));
  expect(Math.max(...worst)).toBeLessThan(1e-6);
  found.history.forEach(({ train, ...counts }, i) => {
    const { train: ofLarge, ...others } = expected.history[i]!;
    expect(counts).toEqual(others);
    expect(train.loss).toBeCloseTo(ofLarge.loss, 6);
    expect(train.accuracy).toBe(ofLarge.accuracy);
  });
});

test("counts steps, and makes one of the batches that are left", async () => {
  const records: StepRecord[] = [];
  const listeners = [{ name: "test", onStep: (record: StepRecord) => records.push(record) }];
  const { trainer } = createRun({ numEpochs: 2, accumulateBatches: 2, listeners });

  const { history } = await trainer.run();

  expect(records.map(({ epoch, step, numSteps, globalStep }) => [epoch, step, numSteps, globalStep])).toEqual([
    [1, 1, 2, 1],
    [1, 2, 2, 2],
    [2, 1, 2, 3],
    [2, 2, 2, 4],
  ]);
  expect(history.map(({ numSteps }) => numSteps)).toEqual([2, 2]);
});

test("gives each batch dropout masks of its own", async () => {
  const seeds: (number | undefined)[] = [];
  const { model } = createRun({});
  const forward: TinyModel["forward"] = (input, seed) => {
    seeds.push(seed);
    return model.forward(input, seed);
  };
  const options = { ...base, optimizer: new AdamW(model.params), numEpochs: 1, accumulateBatches: 3 };
  await createTrainer({ ...model, forward }, options).run();

  expect(new Set(seeds).size).toBe(3);
});

test.each([1, 2, 3])("goes on after step %i with the same bits", async (step) => {
  const straight = createRun({ accumulateBatches: 2 }, 0.5);
  const expected = await straight.trainer.run();
  let snapshot: Snapshot | undefined;
  const save: Listener = {
    name: "save",
    onStep: async ({ globalStep }, trainer) => {
      if (globalStep === step) snapshot = structuredClone(await trainer.save());
    },
  };
  await createRun({ accumulateBatches: 2, listeners: [save] }, 0.5).trainer.run();

  const continued = createRun({ accumulateBatches: 2 }, 0.5);
  continued.trainer.restore(snapshot!);

  expect(await continued.trainer.run()).toEqual(expected);
  expect(await weightsOf(continued.model)).toEqual(await weightsOf(straight.model));
});

test("rejects steps without batches", () => {
  expect(() => createRun({ accumulateBatches: 0 })).toThrow(
    new RangeError("fit: expected accumulateBatches to be a positive integer, got 0"),
  );
});
