// Jobs in worker threads; the built worker runs them.

import { selectEngine } from "@newsclf/kernels/node";
import type { Snapshot } from "@newsclf/training";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsFromMemory } from "../../src/data/memory-rows.ts";
import { prepareData } from "../../src/data/prepare-data.ts";
import { createWorkerRunner } from "../../src/node/worker-runner.ts";
import { type JobRunner, localRunner } from "../../src/run/jobs/job.ts";
import type { LstmJob } from "../../src/run/jobs/lstm-job.ts";
import type { NgramJob } from "../../src/run/jobs/ngram-job.ts";
import { forRows } from "../../src/settings/for-rows.ts";
import { resolveSettings } from "../../src/settings.ts";
import { NEWS, TINY } from "../_news.ts";

const settings = forRows(resolveSettings({ ...TINY, numEpochs: 2 }), 81, 3);
const { tokens, tokenizer } = prepareData(rowsFromMemory(NEWS, settings), settings);

const lstmJob = (change: Partial<LstmJob["settings"]> = {}): LstmJob => ({
  ...{
    kind: "lstm",
    settings: { ...settings, ...change },
    vectors: undefined,
    train: tokens.train,
    gold: {},
    heldOut: tokens.test,
  },
  config: { ...settings, vocabSize: tokenizer.vocabSize, numClasses: 3 },
});

const ngramJob: NgramJob = {
  ...{
    kind: "ngrams",
    gold: { labels: Int32Array.of(0, 1, 0) },
    numFeatures: 2,
    numClasses: 2,
    seed: 1,
    inverseRegularization: 1,
  },
  rows: { columns: Int32Array.of(0, 1, 0), values: Float32Array.of(1, 1, 1), offsets: Int32Array.of(0, 1, 2, 3) },
  ...{ examples: Int32Array.of(0, 1), asked: Int32Array.of(2) },
};

let workers: JobRunner;
beforeAll(async () => {
  await selectEngine("wasm", 2);
  workers = await createWorkerRunner("wasm", 2);
});
afterAll(() => workers.close());

test("give the bits that they give on the thread that asks", async () => {
  const jobs = [lstmJob(), ngramJob, lstmJob({ seed: 5 })];
  const hooks = jobs.map(() => ({}));

  expect(await workers.run(jobs, hooks)).toEqual(await localRunner.run(jobs, hooks));
});

test("tell of their epochs in order, each to its own hooks", async () => {
  const told: string[] = [];
  const hooks = ["a", "b"].map((name) => ({ onEpoch: ({ epoch }: { epoch: number }) => told.push(`${name}${epoch}`) }));
  await workers.run([lstmJob(), lstmJob()], hooks);

  expect(told.filter((name) => name.startsWith("a"))).toEqual(["a1", "a2"]);
  expect(told.filter((name) => name.startsWith("b"))).toEqual(["b1", "b2"]);
});

test("tell of each result as it comes, on whichever thread", async () => {
  for (const runner of [workers, localRunner]) {
    const told: unknown[] = [];
    const hooks = { onResult: (result: unknown) => told.push(result) };
    const results = await runner.run([lstmJob(), ngramJob], [hooks, hooks]);

    expect(told).toHaveLength(2);
    expect(results).toEqual(expect.arrayContaining(told));
  }
});

describe("snapshots", () => {
  const snapshotsOf = async (runner: JobRunner, job: LstmJob, isDue = false): Promise<Snapshot[]> => {
    const snapshots: Snapshot[] = [];
    const hooks = { onSnapshot: (snapshot: Snapshot) => snapshots.push(snapshot), isSnapshotDue: () => isDue };
    await runner.run([job], [hooks]);
    return snapshots;
  };

  test("come after each epoch, the same from any thread", async () => {
    const [ofWorker, ofHere] = [await snapshotsOf(workers, lstmJob()), await snapshotsOf(localRunner, lstmJob())];

    expect(ofWorker.map(({ cursor }) => cursor.epoch)).toEqual([2, 3]);
    expect(ofWorker).toEqual(ofHere);
  });

  test("come after so many steps", async () => {
    const snapshots = await snapshotsOf(workers, lstmJob({ checkpointEverySteps: 3 }));
    const { numBatches } = { numBatches: Math.ceil(tokens.train.labels.length / 8) };
    const steps = [...Array(2 * numBatches).keys()].map((i) => i + 1);
    const expected = steps.filter((step) => step % 3 === 0 || step % numBatches === 0);

    expect([...new Set(snapshots.map(({ cursor }) => cursor.step))]).toEqual(expected);
  });

  test("come when they are due", async () => {
    expect((await snapshotsOf(localRunner, lstmJob(), true)).length).toBeGreaterThan(10);
    expect((await snapshotsOf(workers, lstmJob(), true)).length).toBeGreaterThan(2);
  });

  test("are where a job goes on, with the bits of one that was never cut", async () => {
    const [whole] = await workers.run([lstmJob()], [{}]);
    for (const from of await snapshotsOf(workers, lstmJob({ checkpointEverySteps: 2 }))) {
      expect(await workers.run([{ ...lstmJob(), from }], [{}])).toEqual([whole]);
    }
  });
});

test("a failure keeps its code, place and advice", async () => {
  const wild = lstmJob({ learningRate: 1e38, maxGradNorm: null });

  await expect(workers.run([wild], [{}])).rejects.toMatchObject({
    ...{ name: "NewsclfError", code: "TRAIN_NONFINITE", place: expect.stringContaining("epoch 1 step") },
    fix: expect.stringContaining("lower learningRate"),
  });
});

describe("an abort", () => {
  test("ends jobs after the running batch", async () => {
    const runner = await createWorkerRunner("wasm", 1);
    const abort = new AbortController();
    const hooks = { signal: abort.signal, onEpoch: () => abort.abort() };
    const [result] = await runner.run([lstmJob({ numEpochs: 1000 })], [hooks]);
    runner.close();

    expect(result).toMatchObject({ stoppedBy: "signal" });
    expect(result!.history.length).toBeLessThan(1000);
  });

  test("before they begin ends them too", async () => {
    const runner = await createWorkerRunner("wasm", 1);
    const [result] = await runner.run([lstmJob({ numEpochs: 20 })], [{ signal: AbortSignal.abort() }]);
    runner.close();

    expect(result).toMatchObject({ stoppedBy: "signal", history: [] });
  });

  test("ends jobs that share a thread between the epochs of their n-grams", async () => {
    const runner = await createWorkerRunner("wasm", 1);
    const abort = new AbortController();
    const n = 20_000;
    const rows = {
      columns: Int32Array.from({ length: n }, (_, i) => i % 2),
      values: new Float32Array(n).fill(1),
      offsets: Int32Array.from({ length: n + 1 }, (_, i) => i),
    };
    const large = { ...ngramJob, rows, gold: { labels: rows.columns }, examples: Int32Array.from(rows.columns.keys()) };
    const hooks = { signal: abort.signal, onStep: () => abort.abort() };
    const results = await runner.run(
      Array.from({ length: 6 }, () => large),
      Array.from({ length: 6 }, () => hooks),
    );
    runner.close();

    expect(results.map(({ model }) => model)).toEqual(Array(6).fill(undefined));
  });
});

test("a thread that is ended fails its jobs", async () => {
  const runner = await createWorkerRunner("wasm", 1);
  const running = runner.run([lstmJob({ numEpochs: 100_000 })], [{ onEpoch: () => runner.close() }]);

  await expect(running).rejects.toThrow("a worker thread ended with status 1");
});

test("a thread that ended while it had nothing to do fails what comes next", async () => {
  const runner = await createWorkerRunner("wasm", 1);
  await runner.run([ngramJob], [{}]);
  runner.close();
  await new Promise((resolve) => setTimeout(resolve, 100));

  await expect(runner.run([ngramJob], [{}])).rejects.toThrow("a worker thread ended with status 1");
});
