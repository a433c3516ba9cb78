// Several processes that train one model.

import { cutBatch } from "@newsclf/dataset";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import {
  AdamW,
  createTrainer,
  type FitResult,
  type Listener,
  type ProcessGroup,
  type Snapshot,
  singleLabel,
  type TrainerOptions,
} from "../../src/index.ts";
import { runGroup } from "../_memory-group.ts";
import { batchesOf, createTinyModel, EXAMPLES, weightsOf } from "../_tiny-model.ts";

const base = {
  ...{ train: batchesOf(EXAMPLES, 4), validation: batchesOf(EXAMPLES, 3), numEpochs: 3, seed: 1, learningRate: 0.05 },
  ...{ task: singleLabel, accumulateBatches: 2, maxGradNorm: 0.5 },
};

interface Trained {
  readonly result: FitResult;
  readonly weights: readonly number[];
  readonly rows: readonly number[];
}

async function train(
  numParts: number,
  group?: ProcessGroup,
  from?: Snapshot,
  options: Partial<TrainerOptions> = {},
  signal?: AbortSignal,
): Promise<Trained> {
  const model = createTinyModel({ dropoutRate: 0.5 });
  const optimizer = new AdamW(model.params);
  const rows: number[] = [];
  const forward: typeof model.forward = (input, seed) => {
    if (seed !== undefined) rows.push(input.offsets.length - 1);
    return model.forward(input, seed);
  };
  const cut: TrainerOptions["cut"] = (batch) => cutBatch(batch, numParts);
  const trainer = createTrainer({ ...model, forward }, { ...base, optimizer, cut, group, ...options });
  if (from) trainer.restore(from);
  try {
    const result = await trainer.run(signal);
    return { result, weights: await weightsOf(model), rows };
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

test.each([1, 2, 3, 4, 9])("%i processes end with the bits of one", async (size) => {
  const { result, weights } = await train(4);
  const before = tf.memory().numTensors;
  const trained = await runGroup(size, (group) => train(4, group));

  for (const process of trained) {
    expect(process.result).toEqual(result);
    expect(process.weights).toEqual(weights);
  }
  expect(tf.memory().numTensors).toBe(before);
});

test("each process computes its part of the examples", async () => {
  const trained = await runGroup(2, (group) => train(2, group, undefined, { numEpochs: 1 }));

  // Batches of 4 and 2 make 2 parts each, of which a process has one batch's.
  expect(trained.map(({ rows }) => rows)).toEqual([
    [2, 2],
    [1, 1],
  ]);
});

test("what two processes began three end with the bits of one", async () => {
  const expected = await train(3);
  let snapshot: Snapshot | undefined;
  const save: Listener = {
    name: "save",
    onEpochEnd: async ({ epoch }, trainer) => {
      if (epoch === 1) snapshot = structuredClone(await trainer.save());
    },
  };
  await runGroup(2, (group) => train(3, group, undefined, { listeners: [save] }));
  const continued = await runGroup(3, (group) => train(3, group, snapshot));

  for (const { result, weights } of continued) {
    expect(result).toEqual(expected.result);
    expect(weights).toEqual(expected.weights);
  }
});

test("all stop where rank 0 does, and nobody else is asked", async () => {
  const [stopped, ignored] = [new AbortController(), AbortSignal.abort()];
  const stop: Listener = {
    name: "stop",
    onStep: ({ globalStep }) => {
      if (globalStep === 2) stopped.abort();
    },
  };
  const trained = await runGroup(3, (group) => {
    const isFirst = group.rank === 0;
    return train(4, group, undefined, { listeners: isFirst ? [stop] : [] }, isFirst ? stopped.signal : ignored);
  });

  expect(trained.map(({ result }) => [result.stoppedBy, result.history.length])).toEqual(Array(3).fill(["signal", 1]));
  expect(trained[1]!.weights).toEqual(trained[0]!.weights);
  expect(trained[2]!.weights).toEqual(trained[0]!.weights);
});

test("a loss that is no number ends all processes, and leaves no tensors", async () => {
  const before = tf.memory().numTensors;
  const failures = await runGroup(2, (group) =>
    train(2, group, undefined, { learningRate: 1e38, numEpochs: 20 }).catch((error: unknown) => error),
  );

  for (const failure of failures) expect(failure).toMatchObject({ code: "TRAIN_NONFINITE" });
  expect(tf.memory().numTensors).toBe(before);
});
