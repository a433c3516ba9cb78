// Processes that train together; here they are functions of one process.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  endTraining,
  followTraining,
  type NodeTrainHooks,
  type TrainOptions,
  trainClassifier,
} from "../../src/node.ts";
import { runGroup } from "../_memory-group.ts";
import { NEWS, TINY } from "../_news.ts";

const SOURCE = { ...NEWS, ...TINY, backend: "wasm", numEpochs: 3, checkpointEverySteps: 2 } as const;
const cwd = mkdtempSync(join(tmpdir(), "newsclf-group-"));
afterAll(() => rmSync(cwd, { recursive: true }));

/** What rank 0 ends with; the others end too. */
async function trainWith(size: number, { out, resume, ...settings }: TrainOptions = {}, hooks: NodeTrainHooks = {}) {
  const [run] = await runGroup(size, async (group) => {
    const here = { ...group, numHere: size };
    if (group.rank > 0) return followTraining(here);
    const options = { out, resume, group: here };
    return trainClassifier({ ...SOURCE, ...settings }, options, { ...hooks, cwd })
      .catch((error) => error)
      .finally(() => endTraining(here));
  });
  return run;
}

const filesOf = (folder: string): string[] =>
  ["model/weights.bin", "evaluation.json", "predictions.csv", "out-of-fold.csv"].map((name) =>
    readFileSync(join(cwd, folder, name), "latin1"),
  );

test("any number of processes ends with the files of one process", async () => {
  await trainClassifier(SOURCE, { out: "alone", batchParts: 4 }, { cwd });
  for (const size of [1, 2, 3]) {
    await trainWith(size, { out: `of-${size}` });
    expect(filesOf(`of-${size}`)).toEqual(filesOf("alone"));
  }
});

test("a run that was stopped goes on with other processes, to the same bytes", async () => {
  const controller = new AbortController();
  const stop = { name: "stop", onStep: ({ done }: { done: number }) => done > 0.5 && controller.abort() };
  await trainWith(2, { out: "stopped" }, { signal: controller.signal, listeners: [stop] });
  await trainWith(3, { resume: "stopped" });

  expect(filesOf("stopped")).toEqual(filesOf("alone"));
});

test("an error of a listener ends the training of all", async () => {
  const failing = { name: "failing", onStep: () => Promise.reject(new Error("a full disk")) };

  expect(await trainWith(2, {}, { listeners: [failing] })).toMatchObject({ message: "a full disk" });
});

test("weights that are no numbers end the training of all", async () => {
  expect(await trainWith(2, { parts: ["lstm"], learningRate: 1e30, maxGradNorm: null })).toMatchObject({
    code: "TRAIN_NONFINITE",
  });
});

test("an error before training lets the others go", async () => {
  expect(await trainWith(2, { batchSize: 100_000 })).toMatchObject({ code: "CONFIG" });
});

test("more processes than parts are refused", async () => {
  expect(await trainWith(3, { batchParts: 2 })).toMatchObject({
    code: "CONFIG",
    message: "3 processes, and batchParts: 2",
    fix: "fewer processes, or in a new run batchParts: 3",
  });
});

test("processes with another engine are refused, by their rank", async () => {
  const [error] = await runGroup(2, async (group) => {
    const here = { ...group, numHere: 2 };
    if (group.rank === 0)
      return trainClassifier(SOURCE, { group: here })
        .catch((error) => error)
        .finally(() => endTraining(here));
    await group.broadcast(undefined);
    await group.send(0, new TextEncoder().encode("wasm of another kind"));
    return followTraining(here);
  });

  expect(error).toMatchObject({
    code: "CONFIG",
    message: expect.stringContaining("rank 1 has wasm of another kind, rank 0 newsclf "),
  });
});
