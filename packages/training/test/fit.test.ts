import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { type EpochRecord, evaluate, type FitOptions, fit, flattenScores, type StepRecord } from "../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES, weightsOf } from "./_tiny-model.ts";

const base: FitOptions = { train: batchesOf(EXAMPLES, 2), numEpochs: 3, seed: 1, learningRate: 0.05 };

/** Labels that no model of the training data gives: validation gets worse while training gets better. */
const contrary = batchesOf(
  EXAMPLES.map(([ids, label]) => [ids, (label + 1) % 3] as const),
  6,
);

describe("fit", () => {
  test("overfits a small batch", async () => {
    const model = createTinyModel();

    const { history, stoppedBy } = await fit(model, { ...base, numEpochs: 40 });

    expect(history.at(-1)!.train.loss).toBeLessThan(0.01);
    expect((await evaluate(model, base.train)).accuracy).toBe(1);
    expect(stoppedBy).toBe("numEpochs");
  });

  test("gives the same bits for the same seed", async () => {
    const run = async (): Promise<unknown> => {
      const model = createTinyModel({ dropoutRate: 0.5 });
      const { history } = await fit(model, base);
      return { history, weights: await weightsOf(model) };
    };

    expect(await run()).toEqual(await run());
  });

  test("drops other units for another seed", async () => {
    const firstLoss = async (seed: number): Promise<number> => {
      const { history } = await fit(createTinyModel({ dropoutRate: 0.5 }), { ...base, seed });
      return history[0]!.train.loss;
    };

    expect(await firstLoss(1)).not.toBe(await firstLoss(2));
  });

  test("reports each epoch and counts its tokens and steps", async () => {
    const ends: [EpochRecord, number][] = [];

    const { history } = await fit(createTinyModel(), {
      ...base,
      validation: base.train,
      listeners: [{ name: "ends", onEpochEnd: (record, { bestEpoch }) => ends.push([record, bestEpoch]) }],
    });

    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(history[0]).toMatchObject({ numTokens: 13, numSteps: 3, learningRate: 0.05 });
    expect(Object.keys(flattenScores(history[0]!))).toEqual([
      "trainLoss",
      "trainAccuracy",
      "validationLoss",
      "validationAccuracy",
    ]);
    expect(ends).toEqual(history.map((record) => [record, record.epoch]));
  });

  test("reports each step and waits for the callback", async () => {
    const steps: StepRecord[] = [];
    const onStep = async (record: StepRecord): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      steps.push(record);
    };

    const { history } = await fit(createTinyModel(), { ...base, numEpochs: 2, listeners: [{ name: "steps", onStep }] });

    expect(steps.map(({ epoch, step, globalStep }) => [epoch, step, globalStep])).toEqual([
      [1, 1, 1],
      [1, 2, 2],
      [1, 3, 3],
      [2, 1, 4],
      [2, 2, 5],
      [2, 3, 6],
    ]);
    expect(steps[2]).toMatchObject({ train: history[0]!.train, numTokens: 13, numSteps: 3 });
  });

  test("weighs the running loss by batch size", async () => {
    const losses: number[] = [];

    const { history } = await fit(createTinyModel(), {
      ...base,
      train: batchesOf(EXAMPLES, 4),
      numEpochs: 1,
      listeners: [{ name: "steps", onStep: ({ loss }) => losses.push(loss) }],
    });

    expect(history[0]!.train.loss).toBeCloseTo((4 * losses[0]! + 2 * losses[1]!) / 6, 12);
  });

  test("stops early and restores the best weights", async () => {
    const model = createTinyModel();

    const { history, bestEpoch, stoppedBy } = await fit(model, {
      ...base,
      numEpochs: 20,
      validation: contrary,
      earlyStopping: { patience: 2 },
    });

    const best = Math.min(...history.map(({ validation }) => validation!.loss));
    expect(stoppedBy).toBe("earlyStopping");
    expect(history).toHaveLength(bestEpoch + 2);
    expect((await evaluate(model, contrary)).loss).toBeCloseTo(best, 6);
  });

  test("keeps the last weights on request", async () => {
    const model = createTinyModel();

    const { history } = await fit(model, { ...base, validation: contrary, restoreBestWeights: false });

    expect((await evaluate(model, contrary)).loss).toBeCloseTo(history.at(-1)!.validation!.loss, 6);
  });

  test("follows a learning rate schedule", async () => {
    const { history } = await fit(createTinyModel(), { ...base, learningRate: (step, numSteps) => step / numSteps });

    expect(history.map(({ learningRate }) => learningRate)).toEqual([2 / 9, 5 / 9, 8 / 9]);
  });

  test("clips by the norm of all gradients", async () => {
    const norms: number[] = [];
    const model = createTinyModel();
    const before = await weightsOf(model);

    await fit(model, {
      ...base,
      numEpochs: 1,
      weightDecay: 0,
      maxGradNorm: 1e-12,
      listeners: [{ name: "steps", onStep: ({ gradNorm }) => norms.push(gradNorm) }],
    });

    // Gradients of 1e-12 are lost in AdamW's epsilon of 1e-8: the weights hardly move.
    const moved = Math.max(...(await weightsOf(model)).map((weight, i) => Math.abs(weight - before[i]!)));
    expect(Math.min(...norms)).toBeGreaterThan(1e-3);
    expect(moved).toBeLessThan(1e-4);
  });

  test("leaves no tensor behind", async () => {
    const model = createTinyModel({ dropoutRate: 0.2 });
    const before = tf.memory().numTensors;

    await fit(model, { ...base, validation: base.train, maxGradNorm: 1 });

    expect(tf.memory().numTensors).toBe(before);
  });

  test("stops after the running batch on abort and keeps the best weights", async () => {
    const model = createTinyModel();
    const abort = new AbortController();
    let bestWeights: number[] = [];

    const { history, bestEpoch, stoppedBy } = await fit(model, {
      ...base,
      signal: abort.signal,
      listeners: [
        {
          name: "test",
          onEpochEnd: async () => {
            bestWeights = await weightsOf(model);
          },
          onStep: ({ globalStep }) => {
            if (globalStep === 5) abort.abort();
            expect(globalStep).toBeLessThan(6);
          },
        },
      ],
    });

    expect({ epochs: history.length, bestEpoch, stoppedBy }).toEqual({ epochs: 1, bestEpoch: 1, stoppedBy: "signal" });
    expect(await weightsOf(model)).toEqual(bestWeights);
  });

  test("keeps the current weights on abort before the first epoch ends", async () => {
    const model = createTinyModel();
    const abort = new AbortController();
    let current: number[] = [];
    const onStep = async (): Promise<void> => {
      current = await weightsOf(model);
      abort.abort();
    };

    const { history, bestEpoch } = await fit(model, {
      ...base,
      signal: abort.signal,
      listeners: [{ name: "steps", onStep }],
    });

    expect([history.length, bestEpoch]).toEqual([0, 0]);
    expect(await weightsOf(model)).toEqual(current);
  });

  test("lets timers run between steps", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1);

    const { stoppedBy } = await fit(createTinyModel(), { ...base, numEpochs: 100_000, signal: abort.signal });

    expect(stoppedBy).toBe("signal");
  });

  test("names the epoch, the step and the parameter of a gradient that is not finite", async () => {
    const model = createTinyModel();
    let bestWeights: number[] = [];

    const failed = fit(model, {
      ...base,
      listeners: [
        {
          name: "test",
          onEpochEnd: async () => {
            bestWeights = await weightsOf(model);
          },
          onStep: ({ globalStep }) => {
            if (globalStep === 4) model.params[1]!.assign(tf.fill(model.params[1]!.shape, Number.NaN));
          },
        },
      ],
    });

    await expect(failed).rejects.toMatchObject({
      code: "TRAIN_NONFINITE",
      place: "epoch 2 step 2",
      message: `gradient of ${model.params[0]!.name} is not finite (loss NaN)`,
      fix: "lower learningRate, or set maxGradNorm to 1",
    });
    expect(await weightsOf(model)).toEqual(bestWeights);
  });

  test.each<[string, Partial<FitOptions>, string]>([
    ["no epochs", { numEpochs: 0 }, "fit: expected numEpochs to be a positive integer, got 0"],
    ["a limit of zero", { maxGradNorm: 0 }, "fit: expected maxGradNorm above 0, got 0; leave it out for no limit"],
    ["a fractional seed", { seed: 0.5 }, "fit: expected seed to be an integer, got 0.5"],
    ["no batches", { train: batchesOf([], 1) }, "fit: train has no batches; it needs at least one example"],
    [
      "a monitor without its split",
      { monitor: "validationLoss" },
      "fit: cannot monitor validationLoss without a validation split; pass one or monitor trainLoss",
    ],
    [
      "an unlabelled example",
      { train: batchesOf([[[1], -1]], 1) },
      "softmaxCrossEntropy: expected labels in 0..2, got -1 at 0",
    ],
  ])("rejects %s", async (_, options, message) => {
    await expect(fit(createTinyModel(), { ...base, ...options })).rejects.toThrow(new RangeError(message));
  });
});
