import type { Snapshot } from "@newsclf/training";
import { expect, test } from "vitest";
import type { KeptJob } from "../../../src/run/checkpoints/job-store.ts";
import { createResumingRunner } from "../../../src/run/checkpoints/resuming-runner.ts";
import type { Job, JobRunner } from "../../../src/run/jobs/job.ts";
import type { JobHooks } from "../../../src/run/jobs/job-hooks.ts";

const job = (kind: Job["kind"]): Job => ({ kind }) as Job;
const snapshot = (step: number, weight = 1): Snapshot =>
  ({
    ...{ cursor: { epoch: 1, batch: step, step }, history: [{ epoch: 1 }], weights: [Float32Array.of(weight)] },
  }) as unknown as Snapshot;

/** Runs jobs by a function, and keeps what is saved. */
function setUp(
  runJob: (job: Job, hooks: JobHooks<unknown>) => unknown,
  { left = [], save }: { left?: readonly (readonly [string, KeptJob])[]; save?: (kept: KeptJob) => Promise<void> } = {},
) {
  const saved: [string, KeptJob][] = [];
  const inner = {
    run: async (jobs: readonly Job[], hooks: readonly JobHooks<unknown>[]) =>
      Promise.all(
        jobs.map(async (one, i) => {
          const result = await runJob(one, hooks[i]!);
          hooks[i]!.onResult?.(result);
          return result;
        }),
      ),
    close: () => {},
  };
  const store = {
    left: new Map(left),
    save: async (name: string, kept: KeptJob) => {
      await save?.(kept);
      saved.push([name, kept]);
    },
  };
  const runner = createResumingRunner(inner as unknown as JobRunner, { store, elapsed: () => 0 });
  return { runner, saved };
}

test("keeps results under names that a run which is repeated gives again", async () => {
  const { runner, saved } = setUp(({ kind }) => ({ of: kind }));
  await runner.run([job("ngrams"), job("lstm")], [{}, {}]);
  await runner.run([job("ngrams")], [{}]);

  expect(saved).toEqual([
    ["ngrams-0", { kind: "result", result: { of: "ngrams" } }],
    ["lstm-0", { kind: "result", result: { of: "lstm" } }],
    ["ngrams-1", { kind: "result", result: { of: "ngrams" } }],
  ]);
});

test("does nothing again that is done, and tells of it all the same", async () => {
  const told: unknown[] = [];
  const result = { stoppedBy: "numEpochs", history: [{ epoch: 1 }, { epoch: 2 }] };
  const { runner, saved } = setUp(({ kind }) => ({ ran: kind }), { left: [["lstm-1", { kind: "result", result }]] });
  const hooks = {
    onEpoch: (record: object, isOld: boolean) => told.push([record, isOld]),
    onResult: (own: unknown) => told.push(own),
  };

  expect(await runner.run([job("lstm"), job("lstm")], [{}, hooks])).toEqual([{ ran: "lstm" }, result]);
  expect(told).toEqual([[{ epoch: 1 }, true], [{ epoch: 2 }, true], result]);
  expect(saved.map(([name]) => name)).toEqual(["lstm-0"]);
});

test("hands a job the snapshot that is left of it, and tells of the epochs before", async () => {
  const told: unknown[] = [];
  const { runner } = setUp((one) => one, { left: [["lstm-0", { kind: "snapshot", snapshot: snapshot(7) }]] });
  const hooks = { onEpoch: (record: object, isOld: boolean) => told.push([record, isOld]) };

  expect(await runner.run([job("lstm")], [hooks])).toEqual([{ kind: "lstm", from: snapshot(7) }]);
  expect(told).toEqual([[{ epoch: 1 }, true]]);
});

test("writes one snapshot at a time, and of those that come meanwhile the last", async () => {
  const { runner, saved } = setUp(
    async (_, { onSnapshot }) => {
      for (const step of [1, 2, 3, 4]) onSnapshot!(snapshot(step));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { stoppedBy: "numEpochs" };
    },
    { save: () => new Promise((resolve) => setTimeout(resolve, 5)) },
  );
  await runner.run([job("lstm")], [{}]);

  expect(saved.map(([, kept]) => (kept.kind === "snapshot" ? kept.snapshot.cursor.step : kept.kind))).toEqual([
    ...[1, 4],
    "result",
  ]);
});

test("keeps the last snapshot whose weights are numbers", async () => {
  const { runner, saved } = setUp((_, { onSnapshot }) => {
    onSnapshot!(snapshot(1));
    onSnapshot!(snapshot(2, Number.NaN));
    return { stoppedBy: "error" };
  });
  await runner.run([job("lstm")], [{}]);

  expect(saved).toEqual([["lstm-0", { kind: "snapshot", snapshot: snapshot(1) }]]);
});

test.each([[{ stoppedBy: "signal" }], [{ stoppedBy: "error" }], [{ isStopped: true }], [{ vectors: undefined }]])(
  "keeps nothing of a job that was cut: %j",
  async (result) => {
    const { runner, saved } = setUp(() => result);
    await runner.run([job("lstm")], [{}]);

    expect(saved).toEqual([]);
  },
);

test("a store that fails stops the jobs, and is what the run hears of", async () => {
  const { runner } = setUp(
    (_, { onSnapshot, signal }) =>
      new Promise((resolve) => {
        signal!.addEventListener("abort", () => resolve({ stoppedBy: "signal" }));
        onSnapshot!(snapshot(1));
      }),
    { save: () => Promise.reject(new Error("disk is full")) },
  );

  await expect(runner.run([job("lstm")], [{}])).rejects.toThrow("disk is full");
});
