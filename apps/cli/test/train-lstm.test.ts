// The LSTM's own loop: measured on a validation split, stopped when that gets worse. No folds, no n-grams.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LSTM_ALONE, runCli, TINY, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun(...LSTM_ALONE);
const TRAIN = ["train", "--data", "news.csv", "--json", ...TINY, ...LSTM_ALONE];

const read = (name: string, run = "mine"): Promise<string> => readFile(join(mine.cwd, "runs", run, name), "utf8");
const readJson = async (name: string, run?: string) => JSON.parse(await read(name, run));
const readEpochs = async (run?: string) =>
  (await read("metrics.jsonl", run))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("shows the three splits, and no folds", () => {
  expect(mine.result.stderr).toContain("\nsplits      train 72, validation 9, test 9\n");
});

test("keeps the records of the validation split in splits.json", async () => {
  const splits = await readJson("splits.json");
  const records = ["train", "validation", "test"].map((name) => splits[name]["news.csv"]);

  expect(records.map(({ length }) => length)).toEqual([72, 9, 9]);
  expect(new Set(records.flat()).size).toBe(90);
});

test("prints the validation scores of each epoch", () => {
  const lines = mine.result.stderr.match(/^epoch .*$/gm)!;

  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line).toMatch(/ {2}validation loss [\d.]+ accuracy [\d.]+ % {2}[\d,]+ tokens\/s/);
  expect(mine.result.stderr).not.toContain("out-of-fold");
});

test("metrics.jsonl holds the validation scores of each epoch", async () => {
  const epochs = await readEpochs();

  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(epochs[5].validationLoss).toBeLessThan(epochs[0].validationLoss);
  expect(epochs[5]).not.toHaveProperty("outOfFoldLoss");
});

test("tensorboard/ holds the validation curves", async () => {
  const [file] = await readdir(join(mine.cwd, "runs/mine/tensorboard"));

  expect(await read(`tensorboard/${file}`)).toContain("loss/validation");
});

test("evaluation.json compares with the baseline alone", async () => {
  const result = await readJson("evaluation.json");

  // Its validation rows may calibrate it.
  const { calibration: _, ...rest } = result;
  expect(Object.keys(rest)).toEqual(["test", "baseline", "labels", "bestEpoch", "stoppedBy"]);
  expect(result).toMatchObject({ test: { examples: 9, accuracy: 1 }, bestEpoch: 6, stoppedBy: "numEpochs" });
});

test("the model has no n-grams", async () => {
  const { stdout } = await runCli(["inspect", "--model", "runs/mine/model"], mine);

  expect((await readdir(join(mine.cwd, "runs/mine/model"))).sort()).toEqual([
    "config.json",
    "manifest.json",
    "model.json",
    "tokenizer.json",
    "weights.bin",
  ]);
  expect(stdout).not.toContain("n-grams");
});

test("stops where the validation loss does not get better, and goes back to the best epoch", async () => {
  const args = ["--num-epochs", "60", "--patience", "2"];
  const { stdout } = await runCli([...TRAIN, ...args, "--out", "runs/stopped"], mine);
  const { bestEpoch, stoppedBy } = JSON.parse(stdout);
  const losses = (await readEpochs("stopped")).map(({ validationLoss }) => validationLoss);

  expect(stoppedBy).toBe("earlyStopping");
  expect(losses).toHaveLength(bestEpoch + 2);
  expect(losses.indexOf(Math.min(...losses))).toBe(bestEpoch - 1);
});

test("--no-restore-best-weights ends with the last epoch", async () => {
  const args = ["--num-epochs", "60", "--patience", "2", "--no-restore-best-weights"];
  const { stdout } = await runCli([...TRAIN, ...args, "--out", "runs/last"], mine);

  expect(JSON.parse(stdout)).toMatchObject({
    stoppedBy: "earlyStopping",
    bestEpoch: (await readEpochs("last")).length,
  });
});

test("without --early-stopping trains for all epochs", async () => {
  const args = ["--num-epochs", "30", "--patience", "1"];
  const { stdout } = await runCli(
    [...TRAIN.filter((arg) => arg !== "--early-stopping"), ...args, "--out", "runs/all"],
    mine,
  );

  expect(JSON.parse(stdout)).toMatchObject({ stoppedBy: "numEpochs", bestEpoch: 30 });
  expect(await readEpochs("all")).toHaveLength(30);
});

test.each([
  ["constant", [0.05, 0.05, 0.05]],
  ["linear", [0.0333, 0.0167, 0]],
  ["cosine", [0.0375, 0.0125, 0]],
])("--learning-rate-decay %s", async (decay, expected) => {
  const args = ["--num-epochs", "3", "--learning-rate-decay", decay, "--out", `runs/${decay}`];
  await runCli([...TRAIN, ...args], mine);
  const rates = (await readEpochs(decay)).map(({ learningRate }) => learningRate);

  // Of the last of 9 steps an epoch, so that the end is a step away.
  expect(rates.every((rate, i) => Math.abs(rate - expected[i]!) < 0.003)).toBe(true);
});

test("in folds tells its score out of fold, and nothing of a model without it", async () => {
  const args = ["--parts", "lstm", "--out", "runs/folded"];
  const { stdout } = await runCli(["train", "--data", "news.csv", ...TINY, ...args], mine);
  const { outOfFold, ...result } = await readJson("evaluation.json", "folded");

  expect(stdout).toMatch(
    /^Out of fold, on 81 training texts: [\d.]+ % \([\d.]+ % to [\d.]+ %\), macro F1 [\d.]+\. Mean of the folds: accuracy .+$/m,
  );
  expect(stdout).not.toContain("ithout the LSTM");
  expect(Object.keys(outOfFold)).toEqual(["examples", "accuracy", "accuracyInterval", "macroF1", "loss", "folds"]);
  expect(result).not.toHaveProperty("withoutLstm");
});
