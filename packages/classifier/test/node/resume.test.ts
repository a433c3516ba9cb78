// Runs that are stopped and go on.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type NodeTrainHooks, type TrainOptions, trainClassifier } from "../../src/node.ts";
import { LSTM_ALONE, NEWS, NEWS_CSV, TINY } from "../_news.ts";

const FILES = [
  ...["config.json", "splits.json", "evaluation.json", "predictions.csv", "out-of-fold.csv", "errors.csv"],
  "report.html",
];
const MODEL = ["config.json", "manifest.json", "weights.bin", "ngrams.bin", "tokenizer.json"];

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "resume-"));
  writeFileSync(join(cwd, "news.csv"), NEWS_CSV);
  onTestFinished(() => rmSync(cwd, { recursive: true }));
});

/** Stops after an epoch, which leaves a checkpoint of it. */
function stopAt(epoch: number): NodeTrainHooks {
  const abort = new AbortController();
  const onEpochEnd = (record: { epoch: number }): void => {
    if (record.epoch === epoch) abort.abort(new Error("enough"));
  };
  return { cwd, signal: abort.signal, listeners: [{ name: "stop", onEpochEnd }] };
}

function contentOf(run: string): Record<string, string> {
  const names = [...FILES, ...MODEL.map((name) => join("model", name))].filter((name) =>
    existsSync(join(cwd, run, name)),
  );
  const files = names.map((name) => [name, readFileSync(join(cwd, run, name), "latin1")]);
  const metrics = readFileSync(join(cwd, run, "metrics.jsonl"), "utf8").replace(/"durationMs.*/g, "");
  return Object.fromEntries([...files, ["metrics.jsonl", metrics]]);
}

const SETTINGS: readonly (readonly [string, TrainOptions])[] = [
  ["folds and n-grams", {}],
  ["lists of classes", { labelSeparator: "/", labelSmoothing: 0.1 }],
  [
    "an LSTM alone that stops early",
    { parts: ["lstm"], folds: null, split: [0.8, 0.1, 0.1], earlyStopping: true, patience: 3 },
  ],
  [
    "SGD on averaged weights, by several batches a step, with a learning rate that falls with the score",
    {
      ...{ parts: ["lstm"], folds: null, split: [0.8, 0.1, 0.1], optimizer: "sgd", momentum: 0.8, warmup: 0.1 },
      ...{
        findLearningRate: true,
        accumulateBatches: 2,
        limitTrainBatches: 5,
        averageDecay: 0.7,
        checkpointEverySteps: 2,
      },
      ...{ learningRateDecay: "reduce-on-plateau", plateauPatience: 0, plateauFactor: 0.5, earlyStopping: true },
    },
  ],
  [
    "folds that say how long to train, and then with the validation rows",
    { earlyStopping: true, monitor: "trainLoss", refit: true, split: [0.6, 0.2, 0.2] },
  ],
];

test.each(SETTINGS)("ends with the bytes of a run that was never stopped: %s", async (_, settings) => {
  const own = { ...TINY, ...settings };
  await trainClassifier({ data: "news.csv" }, { ...own, out: "whole" }, { cwd });
  await trainClassifier({ data: "news.csv" }, { ...own, out: "cut" }, stopAt(2));
  await trainClassifier({}, { resume: "cut" }, stopAt(4));
  const { training } = await trainClassifier({}, { resume: "cut" }, { cwd });

  expect(training.stoppedBy).not.toBe("signal");
  expect(contentOf("cut")).toEqual(contentOf("whole"));
  expect(readdirSync(join(cwd, "cut")).sort()).toEqual(readdirSync(join(cwd, "whole")).sort());
});

test("TensorBoard has each epoch once, and one result", async () => {
  await trainClassifier({ data: "news.csv" }, { ...TINY, out: "cut" }, stopAt(2));
  await trainClassifier({}, { resume: "cut" }, stopAt(4));
  await trainClassifier({}, { resume: "cut" }, { cwd });
  const folder = join(cwd, "cut/tensorboard");
  const events = readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1"));
  const count = (tag: string): number => events.join("").split(tag).length - 1;

  expect(count("loss/train")).toBe(6);
  expect(count("weights/embedding")).toBe(6);
  expect(count("_hparams_/experiment")).toBe(1);
  expect(count("confusion")).toBe(1);
});

test("tells of the epochs that were done, as such, and begins after them", async () => {
  // So many that a busy machine hears of the second before the last is over.
  await trainClassifier({ data: "news.csv" }, { ...TINY, numEpochs: 30, out: "cut" }, stopAt(2));
  const told: unknown[] = [];
  const onEpochEnd = ({ epoch }: { epoch: number }, { isOld }: { isOld: boolean }): void => {
    told.push([epoch, isOld]);
  };
  await trainClassifier({}, { resume: "cut" }, { cwd, listeners: [{ name: "test", onEpochEnd }] });

  expect(told.slice(0, 2)).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(told).toHaveLength(30);
  expect(told.at(-1)).toEqual([30, false]);
});

test("goes on after its time was up, with as much time again or another", async () => {
  const settings = { ...TINY, ...LSTM_ALONE, numEpochs: 60 };
  await trainClassifier(NEWS, { ...settings, out: "whole" }, { cwd });
  const cut = await trainClassifier(NEWS, { ...settings, out: "cut", maxMinutes: 0.004 }, { cwd });
  const { training } = await trainClassifier(NEWS, { resume: "cut", maxMinutes: null }, { cwd });
  const weights = (run: string): Buffer => readFileSync(join(cwd, run, "model/weights.bin"));

  expect([cut.training.stoppedBy, training.stoppedBy]).toEqual(["maxMinutes", "numEpochs"]);
  expect(weights("cut").equals(weights("whole"))).toBe(true);
});

test("texts in memory go on too", async () => {
  await trainClassifier(NEWS, { ...TINY, out: "whole" }, { cwd });
  await trainClassifier(NEWS, { ...TINY, out: "cut" }, stopAt(3));
  await trainClassifier(NEWS, { resume: "cut" }, { cwd });

  expect(contentOf("cut")).toEqual(contentOf("whole"));
});

describe("refuses, and changes nothing", () => {
  let stopped: string;
  beforeAll(async () => {
    stopped = mkdtempSync(join(tmpdir(), "resume-"));
    writeFileSync(join(stopped, "news.csv"), NEWS_CSV);
    await trainClassifier({ data: "news.csv" }, { ...TINY, out: "cut" }, { ...stopAt(2), cwd: stopped });
    return () => rmSync(stopped, { recursive: true });
  });
  beforeEach(() => cpSync(stopped, cwd, { recursive: true }));

  const refused = async (options: TrainOptions, source = {}): Promise<unknown> => {
    const before = readdirSync(join(cwd, "cut"), { recursive: true });
    const error = await trainClassifier(source, options, { cwd }).catch((thrown: unknown) => thrown);
    expect(readdirSync(join(cwd, "cut"), { recursive: true })).toEqual(before);
    return error;
  };

  test("other settings, and says which", async () => {
    expect(await refused({ resume: "cut", numEpochs: 9, weightDecay: 0.5 })).toMatchObject({
      code: "RESUME_MISMATCH",
      message: expect.stringMatching(/^numEpochs was 6, is 9; weightDecay was 0\.01, is 0\.5$/),
    });
  });

  test("other data", async () => {
    writeFileSync(join(cwd, "news.csv"), NEWS_CSV.replace("team", "club"));

    expect(await refused({ resume: "cut" })).toMatchObject({
      code: "RESUME_MISMATCH",
      message: expect.stringMatching(/^training data was [0-9a-f]{8}\.\.\., is [0-9a-f]{8}\.\.\.$/),
    });
  });

  test("a folder in which another process works", async () => {
    const host = (await import("node:os")).hostname();
    writeFileSync(join(cwd, "cut/lock"), JSON.stringify({ pid: process.ppid, host, since: "2030" }));

    expect(await refused({ resume: "cut" })).toMatchObject({ code: "RUN_LOCKED" });
  });

  test("a folder for a run that has one", async () => {
    expect(await refused({ resume: "cut", out: "other" })).toMatchObject({ code: "CONFIG" });
  });
});

test("a checkpoint that is torn gives way to the one before it", async () => {
  await trainClassifier({ data: "news.csv" }, { ...TINY, numEpochs: 40, out: "whole", keepCheckpoints: 3 }, { cwd });
  await trainClassifier({ data: "news.csv" }, { ...TINY, numEpochs: 40, out: "cut", keepCheckpoints: 3 }, stopAt(20));
  const folder = join(cwd, "cut/checkpoints");
  const names = readdirSync(folder)
    .filter((name) => name.startsWith("lstm-0."))
    .sort();
  writeFileSync(join(folder, names.at(-1)!), "torn");
  await trainClassifier({}, { resume: "cut" }, { cwd });

  expect(names).toHaveLength(3);
  expect(contentOf("cut")).toEqual(contentOf("whole"));
});

test("a run that came to its end, and what is none, are said to be so", async () => {
  await trainClassifier({ data: "news.csv" }, { ...TINY, numEpochs: 1, out: "whole" }, { cwd });

  await expect(trainClassifier({}, { resume: "whole" }, { cwd })).rejects.toMatchObject({ code: "RUN_COMPLETE" });
  await expect(trainClassifier({}, { resume: "none" }, { cwd })).rejects.toMatchObject({ code: "RUN_MISSING" });
});
