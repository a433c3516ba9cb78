// The default: the sum of an LSTM and of n-grams, how much each counts, and which of them a person may leave out.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type CliResult, runCli, TINY, useTrainedRun, withFolder, writeNews } from "./_cli.ts";

const mine = useTrainedRun();
const NEWS = ["train", "--data", "news.csv", ...TINY];

const read = (name: string, run = "mine"): Promise<string> => readFile(join(mine.cwd, "runs", run, name), "utf8");
const readJson = async (name: string, run?: string) => JSON.parse(await read(name, run));

const BRIEF = ["examples", "accuracy", "accuracyInterval", "macroF1", "loss"];
const GAIN = ["onlyFirst", "onlySecond", "difference", "interval", "pValue"];

/** Two classes that differ in the order of two words, too far apart for any n-gram. */
async function writeOrder(path: string): Promise<void> {
  const fillers = ["red", "blue", "green", "old", "new"];
  const rows = Array.from({ length: 200 }, (_, i) => {
    const fill = (k: number): string => fillers[Math.floor(i / 5 ** k) % 5]!;
    const [a, b] = i % 2 === 0 ? ["first", "second"] : ["second", "first"];
    return `${fill(0)} ${a} ${fill(1)} ${fill(2)} ${fill(0)} ${fill(1)} ${b} ${fill(2)} n${i},${a}`;
  });
  await writeFile(path, `text,category\n${rows.join("\n")}\n`);
}

test("the model folder holds both parts", async () => {
  expect((await readdir(join(mine.cwd, "runs/mine/model"))).sort()).toEqual([
    "config.json",
    "manifest.json",
    "model.json",
    "ngrams.bin",
    "tokenizer.json",
    "weights.bin",
  ]);
});

test("evaluation.json compares with the model without its LSTM, on the test split and out of fold", async () => {
  const { withoutLstm, outOfFold } = await readJson("evaluation.json");

  expect(Object.keys(withoutLstm)).toEqual([...BRIEF, "lstmGain"]);
  expect(Object.keys(outOfFold)).toEqual([...BRIEF, "folds", "withoutLstm", "lstmGain"]);
  expect(Object.keys(outOfFold.withoutLstm)).toEqual(BRIEF);
  expect([withoutLstm.lstmGain, outOfFold.lstmGain].map(Object.keys)).toEqual([GAIN, GAIN]);
  expect([withoutLstm.examples, outOfFold.examples, outOfFold.withoutLstm.examples]).toEqual([9, 81, 81]);
});

describe("where the order of words decides", () => {
  let result: CliResult;

  beforeAll(async () => {
    await writeOrder(join(mine.cwd, "order.csv"));
    const args = [...TINY, "--num-epochs", "12", "--split", "80/0/20", "--out", "runs/order"];
    result = await runCli(["train", "--data", "order.csv", ...args], mine);
  });

  test("the verdict compares the score with that without the LSTM", async () => {
    expect(result.stdout).toMatch(
      /^Without the LSTM: [\d.]+ % \([\d.]+ % to [\d.]+ %\), macro F1 [\d.]+; with it [+−]?[\d.]+ points \(95 % interval −?[\d.]+ to −?[\d.]+; paired test: p = [\d.e-]+\)\. Linear baseline \(TF-IDF of words and logistic regression\): [\d.]+ % \(/m,
    );
  });

  test("the verdict has the score out of fold, on all training rows", () => {
    expect(result.stdout).toMatch(
      /^Out of fold, on 160 training texts: [\d.]+ % \([\d.]+ % to [\d.]+ %\), macro F1 [\d.]+; without the LSTM [\d.]+ %\. Mean of the folds: accuracy [\d.]+ % \(-?[\d.]+ % to [\d.]+ %\), macro F1 [\d.]+ \(-?[\d.]+ to [\d.]+\)\.$/m,
    );
  });

  test("the LSTM earns its keep", () => {
    expect(result.stdout).toMatch(
      /^The LSTM earns its keep on this data: out of fold \+[\d.]+ points \(95 % interval [\d.]+ to [\d.]+; paired test: p = [\d.e-]+\)\.$/m,
    );
  });

  test("evaluation.json holds the gain", async () => {
    const { outOfFold } = await readJson("evaluation.json", "order");
    const { onlyFirst, onlySecond, difference, interval, pValue } = outOfFold.lstmGain;

    expect(difference).toBeCloseTo(outOfFold.accuracy - outOfFold.withoutLstm.accuracy, 10);
    expect(difference).toBeCloseTo((onlyFirst - onlySecond) / 160, 10);
    expect(interval[0]).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(0.001);
  });

  test("the report compares them too", async () => {
    expect(await read("report.html", "order")).toContain("without the LSTM");
  });
});

test("says that the LSTM adds nothing where the n-grams know it all", async () => {
  const { stdout } = await runCli([...NEWS, "--out", "runs/nothing"], mine);

  expect(stdout).toMatch(
    /^The LSTM adds nothing that can be told from chance on this data: out of fold 0\.0 points \(.*\)\. The n-grams alone do as well, for a fraction of the time\.$/m,
  );
});

describe("--preset fast", () => {
  const FAST = ["--model", "runs/fast/model"];
  let result: CliResult;

  beforeAll(async () => {
    result = await runCli(["train", "--data", "news.csv", "--preset", "fast", "--out", "runs/fast"], mine);
  });

  test("trains n-grams alone, in folds", () => {
    expect(result.status).toBe(0);
    expect(result.stderr).toContain("\nsplits      train 81 in 3 folds, test 9\n");
    expect(result.stderr).not.toMatch(/^epoch |^embedding/m);
    expect(result.stdout).toMatch(
      /^Out of fold, on 81 training texts: [\d.]+ % \([\d.]+ % to [\d.]+ %\), macro F1 [\d.]+\. Mean of the folds: accuracy [\d.]+ % \(.+$/m,
    );
    expect(result.stdout).not.toContain("LSTM");
  });

  test("leaves a model without a tokenizer, and no curves", async () => {
    const files = await readdir(join(mine.cwd, "runs/fast"));

    expect((await readdir(join(mine.cwd, "runs/fast/model"))).sort()).toEqual([
      "config.json",
      "manifest.json",
      "model.json",
      "ngrams.bin",
      "weights.bin",
    ]);
    expect(files).not.toContain("metrics.jsonl");
    // The result, and no log of epochs.
    expect(await readdir(join(mine.cwd, "runs/fast/tensorboard"))).toEqual([
      expect.stringMatching(/\.newsclf-result$/),
    ]);
  });

  test("evaluation.json holds the scores out of fold", async () => {
    const { outOfFold, ...rest } = await readJson("evaluation.json", "fast");

    expect(Object.keys(outOfFold)).toEqual([...BRIEF, "folds"]);
    expect(outOfFold.folds.macroF1).toEqual({
      mean: expect.any(Number),
      interval: [expect.any(Number), expect.any(Number)],
    });
    expect(rest).toMatchObject({ test: { examples: 9, accuracy: 1 }, bestEpoch: 0 });
    expect(rest).not.toHaveProperty("withoutLstm");
    expect(rest).not.toHaveProperty("missing");
  });

  test("predict labels texts with it, and none without a word", async () => {
    const { stdout } = await runCli(["predict", ...FAST, "team match", "bank trade", "?!"], mine);

    expect(stdout).toMatch(/^sport\t[01]\.\d{4}\neconomy\t[01]\.\d{4}\n\t\n$/);
  });

  test("evaluate measures it", async () => {
    const { stdout } = await runCli(["evaluate", ...FAST, "--data", "news.csv"], mine);

    expect(stdout).toMatch(/^accuracy 100\.0 % on 90 texts, macro F1 1\.000, loss 0\.\d+; /);
  });

  test("inspect shows labels and n-grams, and no LSTM", async () => {
    const { stdout } = await runCli(["inspect", ...FAST], mine);
    const { labels, ngrams, ...rest } = JSON.parse((await runCli(["inspect", ...FAST, "--json"], mine)).stdout);

    expect(stdout).toMatch(/^labels +economy, science, sport\nn-grams +\d+ of words, \d+ of characters\n$/);
    expect(labels).toEqual(["economy", "science", "sport"]);
    expect(ngrams).toEqual({ words: expect.any(Number), characters: expect.any(Number) });
    expect(rest).toEqual({});
  });

  test("is --parts ngrams", async () => {
    await runCli(["train", "--data", "news.csv", "--parts", "ngrams", "--out", "runs/ngrams"], mine);

    expect(await read("model/manifest.json", "ngrams")).toBe(await read("model/manifest.json", "fast"));
  });

  test("without folds says nothing of them", async () => {
    const args = ["--preset", "fast", "--folds", "none", "--out", "runs/unfolded"];
    const { status, stdout, stderr } = await runCli(["train", "--data", "news.csv", ...args], mine);

    expect(status).toBe(0);
    expect(stderr).toContain("\nsplits      train 81, test 9\n");
    expect(stdout).not.toContain("Out of fold");
  });
});

test("without folds a validation split tells how much each part counts", async () => {
  const args = ["--parts", "lstm,ngrams", "--folds", "none", "--split", "80/10/10", "--out", "runs/validated"];
  const { status, stdout, stderr } = await runCli([...NEWS, ...args], mine);

  expect(status).toBe(0);
  expect(stderr).toContain("\nsplits      train 72, validation 9, test 9\n");
  expect(stderr).toMatch(/^epoch 6\/6 .* validation loss [\d.]+ accuracy /m);
  expect(stdout).toMatch(/^Without the LSTM: [\d.]+ % \(/m);
  expect(stdout).not.toContain("Out of fold");
  expect(await readJson("evaluation.json", "validated")).toMatchObject({
    withoutLstm: { examples: 9, lstmGain: { difference: expect.any(Number) } },
  });
});

test("with folds a validation split is measured beside them", async () => {
  const { stderr } = await runCli([...NEWS, "--split", "80/10/10", "--out", "runs/both"], mine);

  expect(stderr).toContain("\nsplits      train 72 in 3 folds, validation 9, test 9\n");
  expect(stderr).toMatch(/^epoch 6\/6 {2}train loss .* {2}validation loss .* {2}out-of-fold loss .* tokens\/s/m);
});

test("makes as many folds as it is told", async () => {
  const { status, stderr } = await runCli([...NEWS, "--folds", "5", "--out", "runs/five"], mine);

  expect(stderr).toContain("\nsplits      train 81 in 5 folds, test 9\n");
  expect(status).toBe(0);
  expect((await readJson("evaluation.json", "five")).outOfFold.examples).toBe(81);
});

test("names the classes that have fewer rows than there are folds, and goes on", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "news.csv"), "paint canvas museum,art\nbrush colour gallery,art\n", { flag: "a" });
    const { status, stdout, stderr } = await runCli([...NEWS, "--json"], { cwd });

    expect(stderr).toContain("\nrare        fewer different texts than folds: art\n");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).labels).toEqual(["art", "economy", "science", "sport"]);
  });
});

test("says nothing of rare classes where there are none", () => {
  expect(mine.result.stderr).not.toMatch(/^rare /m);
});

test("--early-stopping in folds trains the last LSTM for as long as theirs were best", async () => {
  const args = ["--early-stopping", "--patience", "1", "--num-epochs", "40", "--out", "runs/early"];
  const { status, stderr } = await runCli([...NEWS, ...args], mine);
  const { bestEpoch, stoppedBy, outOfFold } = await readJson("evaluation.json", "early");

  expect(status).toBe(0);
  expect(stoppedBy).toBe("earlyStopping");
  expect(bestEpoch).toBeGreaterThanOrEqual(1);
  expect(bestEpoch).toBeLessThan(40);
  // The curves are those of the folds, each epoch once.
  const epochs = [...stderr.matchAll(/^epoch +(\d+)\/40 .* out-of-fold loss /gm)].map(([, epoch]) => Number(epoch));
  expect(epochs).toEqual(Array.from({ length: epochs.length }, (_, i) => i + 1));
  expect(epochs.length).toBeGreaterThanOrEqual(bestEpoch);
  expect(outOfFold.examples).toBe(81);
});

// So many epochs that worker threads pay: MIN_TOKENS in packages/classifier/src/node/train-classifier.ts.
test("gives the same model and scores with one thread and with two", async () => {
  const args = ["--num-epochs", "180", "--batch-size", "32", "--no-checks"];
  const train = (threads: string) => runCli([...NEWS, ...args, "--threads", threads, "--out", `runs/${threads}`], mine);
  const results = [await train("1"), await train("2")];

  expect(results.map(({ status }) => status)).toEqual([0, 0]);
  expect(await read("model/manifest.json", "2")).toBe(await read("model/manifest.json", "1"));
  expect(await read("evaluation.json", "2")).toBe(await read("evaluation.json", "1"));
});
