import { macroF1 } from "@newsclf/evaluation";
import { describe, expect, test } from "vitest";
import {
  AdamW,
  createBestWeights,
  createEarlyStopping,
  createTrainer,
  type Listener,
  type Saved,
  type Snapshot,
  singleLabel,
  type Trainer,
  type TrainerOptions,
} from "../../src/index.ts";
import { batchesOf, createTinyModel, EXAMPLES, type TinyModel, weightsOf } from "../_tiny-model.ts";

const base = { train: batchesOf(EXAMPLES, 2), numEpochs: 4, seed: 1, learningRate: 0.05, task: singleLabel };

function createRun(options: Partial<TrainerOptions> = {}): { model: TinyModel; trainer: Trainer } {
  const model = createTinyModel({ dropoutRate: 0.5 });
  const optimizer = new AdamW(model.params);
  return { model, trainer: createTrainer(model, { ...base, optimizer, ...options }) };
}

const stops = (): Partial<TrainerOptions> => ({
  validation: batchesOf(EXAMPLES.slice(0, 3), 2),
  listeners: [createBestWeights(), createEarlyStopping({ patience: 2 })],
});

describe("a run that is saved after a step and continued elsewhere", () => {
  test.each([1, 2, 3, 4, 7, 11, 12])("ends with the same bits: step %i", async (step) => {
    const straight = createRun(stops());
    const expected = await straight.trainer.run();
    const snapshots: Snapshot[] = [];
    const save: Listener = {
      name: "save",
      onStep: async ({ globalStep }, trainer) => {
        if (globalStep === step) snapshots.push(structuredClone(await trainer.save()));
      },
    };
    const { listeners = [], ...options } = stops();
    await createRun({ ...options, listeners: [...listeners, save] }).trainer.run();

    const continued = createRun(stops());
    continued.trainer.restore(snapshots[0]!);

    expect(continued.trainer.cursor).toMatchObject({ step });
    expect(await continued.trainer.run()).toEqual(expected);
    expect(await weightsOf(continued.model)).toEqual(await weightsOf(straight.model));
  });

  test("ends with the same bits when it was saved between epochs", async () => {
    const straight = createRun();
    const expected = await straight.trainer.run();
    let snapshot: Snapshot | undefined;
    const save: Listener = {
      name: "save",
      onEpochEnd: async ({ epoch }, trainer) => {
        if (epoch === 2) snapshot = structuredClone(await trainer.save());
      },
    };
    await createRun({ listeners: [save] }).trainer.run();

    const continued = createRun();
    continued.trainer.restore(snapshot!);

    expect(continued.trainer.cursor).toEqual({ epoch: 3, batch: 0, step: 6 });
    expect(await continued.trainer.run()).toEqual(expected);
    expect(await weightsOf(continued.model)).toEqual(await weightsOf(straight.model));
  });
});

test("goes on after an abort as if there had been none, in this trainer or another", async () => {
  const straight = createRun(stops());
  const expected = await straight.trainer.run();
  const abort = new AbortController();
  const abortAtFive: Listener = { name: "abort", onStep: ({ globalStep }) => globalStep === 5 && abort.abort() };
  const { listeners = [], ...options } = stops();
  const { model, trainer } = createRun({ ...options, listeners: [...listeners, abortAtFive] });

  expect(await trainer.run(abort.signal)).toMatchObject({ stoppedBy: "signal" });
  expect(trainer.cursor).toEqual({ epoch: 2, batch: 2, step: 5 });
  const snapshot = structuredClone(await trainer.save());
  expect(await trainer.run()).toEqual(expected);
  expect(await weightsOf(model)).toEqual(await weightsOf(straight.model));

  const other = createRun(stops());
  other.trainer.restore(snapshot);
  expect(await other.trainer.run()).toEqual(expected);
  expect(await weightsOf(other.model)).toEqual(await weightsOf(straight.model));
});

test("stops at the end of the epoch for the reason that a listener gives", async () => {
  const { trainer } = createRun({ listeners: [{ name: "stop", onStep: (_, trainer) => trainer.stop("enough") }] });

  expect(await trainer.run()).toMatchObject({ stoppedBy: "enough", bestEpoch: 1 });
  expect(trainer.history).toHaveLength(1);
});

test("calls listeners in their order, and tells them of start and end", async () => {
  const calls: string[] = [];
  const listener = (name: string): Listener => ({
    name,
    onStart: () => calls.push(`${name} start`),
    onEpochEnd: () => calls.push(`${name} epoch`),
    onEnd: () => calls.push(`${name} end`),
  });
  const { trainer } = createRun({ numEpochs: 1, listeners: [listener("a"), listener("b")] });

  await trainer.run();

  expect(calls).toEqual(["a start", "b start", "a epoch", "b epoch", "a end", "b end"]);
});

test("reports and monitors any metric", async () => {
  const { trainer } = createRun({
    task: { ...singleLabel, metrics: [...singleLabel.metrics, macroF1] },
    validation: base.train,
    monitor: "validationMacroF1",
  });

  const { history } = await trainer.run();

  expect(trainer.monitor).toEqual({ name: "validationMacroF1", mode: "max" });
  expect(Object.keys(history[0]!.train)).toEqual(["loss", "accuracy", "macroF1"]);
});

test("a snapshot of the last epoch knows that the run is over", async () => {
  const snapshots: Snapshot[] = [];
  const save: Listener = {
    name: "save",
    onEpochEnd: async (_, trainer) => snapshots.push(structuredClone(await trainer.save())),
  };
  const early = { learningRate: 0, listeners: [createEarlyStopping({ patience: 1 }), save] };
  const expected = await createRun(early).trainer.run();
  const { trainer } = createRun({ ...early, listeners: [createEarlyStopping({ patience: 1 })] });
  trainer.restore(snapshots.at(-1)!);

  expect(expected).toMatchObject({ stoppedBy: "earlyStopping" });
  expect(await trainer.run()).toEqual(expected);
});

test("is saved in a listener or between runs, and not in the middle of a step", async () => {
  const { trainer } = createRun({ numEpochs: 50 });
  const running = trainer.run();

  await expect(trainer.save()).rejects.toThrow("save: call it in a listener, or while the trainer does not run");
  await expect(trainer.run()).rejects.toThrow("run: the trainer runs already");
  expect(() => trainer.restore({} as Snapshot)).toThrow("restore: the trainer runs");
  await running;
  expect(await trainer.save()).toMatchObject({ cursor: { epoch: 51 } });
});

test("calls the methods of a listener as its own", async () => {
  class Counter implements Listener {
    readonly name = "counter";
    steps = 0;
    onStep(): void {
      this.steps++;
    }
    save(): Saved {
      return this.steps;
    }
    restore(saved: Saved): void {
      this.steps = saved as number;
    }
  }
  const [first, second] = [new Counter(), new Counter()];
  const { trainer } = createRun({ numEpochs: 1, listeners: [first] });
  await trainer.run();
  createRun({ listeners: [second] }).trainer.restore(await trainer.save());

  expect(second.steps).toBe(3);
});

test("tells every listener of the end, and the caller of the first error", async () => {
  const ended: string[] = [];
  const fail = (message: string): never => {
    throw new Error(message);
  };
  const { trainer } = createRun({
    listeners: [
      { name: "a", onEnd: () => fail("a") },
      { name: "b", onEnd: () => ended.push("b") },
    ],
  });

  await expect(trainer.run()).rejects.toThrow("a");
  expect(ended).toEqual(["b"]);
});

test("refuses the state of other listeners, metrics or optimizers, and changes nothing", async () => {
  const { trainer } = createRun({ numEpochs: 1, listeners: [createBestWeights()] });
  await trainer.run();
  const snapshot = await trainer.save();
  const other = createRun({ listeners: [createBestWeights()] });
  const before = await weightsOf(other.model);

  expect(() => createRun().trainer.restore(snapshot)).toThrow(
    new RangeError("restore: expected the state of the listeners (none), got bestWeights"),
  );
  expect(() => other.trainer.restore({ ...snapshot, optimizer: { step: 1 } })).toThrow(RangeError);
  expect(() => other.trainer.restore({ ...snapshot, totals: { metrics: { f: 0 } } })).toThrow(RangeError);
  expect(await weightsOf(other.model)).toEqual(before);
  expect(() => createRun({ listeners: [createBestWeights(), createBestWeights()] })).toThrow(
    new RangeError("createTrainer: two listeners with a state are called bestWeights"),
  );
});

test("refuses the snapshot of another model", async () => {
  const snapshot = await createRun().trainer.save();
  const other = createTinyModel({ vocabSize: 9 });
  const trainer = createTrainer(other, { ...base, optimizer: new AdamW(other.params) });

  expect(() => trainer.restore(snapshot)).toThrow(RangeError);
});

test("looks at two batches of the validation before the first step, and not when it goes on", async () => {
  const seen: string[] = [];
  const source = (name: string, batches = batchesOf(EXAMPLES, 2)): TrainerOptions["train"] => ({
    ...batches,
    *epoch(epoch, firstBatch) {
      for (const batch of batches.epoch(epoch, firstBatch)) {
        seen.push(name);
        yield batch;
      }
    },
  });
  const sources = { train: source("train"), validation: source("validation"), numEpochs: 1 };
  const { trainer } = createRun(sources);
  const abort = new AbortController();
  const snapshots: Snapshot[] = [];
  const onStep: Listener["onStep"] = async (_, running) => {
    snapshots.push(await running.save());
    abort.abort();
  };
  await createRun({ ...sources, listeners: [{ name: "stop", onStep }] }).trainer.run(abort.signal);
  expect(seen.slice(0, 3)).toEqual(["validation", "validation", "train"]);

  seen.length = 0;
  trainer.restore(snapshots[0]!);
  await trainer.run();
  expect(seen).toEqual(["train", "train", "validation", "validation", "validation"]);
});

test("says what is wrong with the validation before it trains", async () => {
  const { model, trainer } = createRun({ validation: batchesOf([[[1], 7]], 1) });
  const before = await weightsOf(model);

  await expect(trainer.run()).rejects.toThrow(RangeError);
  expect(await weightsOf(model)).toEqual(before);
});
