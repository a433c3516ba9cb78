// Texts that have several classes, or none.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  compareRuns,
  type GivenSettings,
  loadClassifier,
  resultToJson,
  type TrainedRun,
  trainClassifier,
} from "../../src/node.ts";
import { LSTM_ALONE, MIXED, NEWS, NEWS_CSV, TINY } from "../_news.ts";

const NGRAMS: GivenSettings = { ...TINY, parts: ["ngrams"] };
const LINES = MIXED.texts.map((text, i) => JSON.stringify({ text, label: MIXED.labels[i] })).join("\n");

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "lists-"));
  writeFileSync(join(cwd, "lists.jsonl"), LINES);
  onTestFinished(() => rmSync(cwd, { recursive: true }));
});

test.each<[string, GivenSettings]>([
  ["the n-grams", { parts: ["ngrams"] }],
  ["the LSTM", { ...LSTM_ALONE, numEpochs: 20 }],
  ["both", { metrics: ["accuracy", "macroF1", "hammingLoss"], labelSmoothing: 0.05, focalGamma: 1 }],
  [
    "both, until the folds say stop, and once more,",
    { earlyStopping: true, monitor: "validationMacroF1", refit: true, split: [0.6, 0.2, 0.2] },
  ],
])("%s find all classes of a text", async (_, settings) => {
  const run = await trainClassifier(MIXED, { ...TINY, ...settings });

  expect(run.test.evaluation.microF1).toBeGreaterThan(0.9);
  expect(run.test.evaluation.hammingLoss).toBeLessThan(0.1);
  expect(run.test.evaluation).toMatchObject({ aboveChance: true, confusions: [] });
  expect(run.baseline.microF1).toBeGreaterThan(0.5);
});

test("lists in JSON Lines, a separator in CSV and lists in memory give the same bits", async () => {
  const csv = MIXED.texts.map((text, i) => `"${text}",${MIXED.labels[i]!.join(" ; ")}`);
  writeFileSync(join(cwd, "lists.csv"), `text,label\n${csv.join("\n")}\n`);
  const lines = await trainClassifier({ data: "lists.jsonl" }, NGRAMS, { cwd });
  const separated = await trainClassifier({ data: "lists.csv" }, { ...NGRAMS, labelSeparator: ";" }, { cwd });
  const memory = await trainClassifier(MIXED, NGRAMS);

  expect(separated.test).toEqual(lines.test);
  expect(memory.test).toEqual(lines.test);
});

test("one name counts as a list of one", async () => {
  const [first, ...others] = MIXED.labels;
  const source = { texts: MIXED.texts, labels: [first![0]!, ...others] };

  expect((await trainClassifier(source, NGRAMS)).test).toEqual((await trainClassifier(MIXED, NGRAMS)).test);
});

describe("a trained model", () => {
  let run: TrainedRun;
  beforeAll(async () => {
    run = await trainClassifier(MIXED, NGRAMS);
  });

  test("gives all classes of a text, the most probable first, and none of a text of other things", async () => {
    const [both, one, none] = await run.classifier.classify([
      "the team and goal and bank and market report",
      "the planet and cell report",
      "the report of the day",
    ]);

    expect(both!.map(({ label }) => label).sort()).toEqual(["economy", "sport"]);
    expect(both![0]!.probability).toBeGreaterThanOrEqual(both![1]!.probability);
    expect(one!.map(({ label }) => label)).toEqual(["science"]);
    expect(none).toEqual([]);
  });

  test("says with topK what else it thought of", async () => {
    const answers = await run.classifier.classify("the planet and cell report", { topK: 3 });

    expect(answers.map(({ label }) => label)).toEqual(["science", null, null]);
    expect(
      answers
        .map(({ bestGuess }) => bestGuess)
        .slice(1)
        .sort(),
    ).toEqual(["economy", "sport"]);
    expect(await run.classifier.classify("the planet and cell report", { topK: 1 })).toHaveLength(1);
  });

  test("is measured on lists and on single names", async () => {
    const found = await run.classifier.evaluate(MIXED);

    expect(found).toMatchObject({ examples: 120, metrics: { hammingLoss: found.hammingLoss, microF1: found.microF1 } });
    expect(Object.keys(found.metrics)).not.toContain("matthews");
    const single = { texts: ["the team and goal report"], labels: ["sport"] };
    expect((await run.classifier.evaluate(single)).accuracy).toBe(1);
  });

  test("names the row of a class that it does not know", async () => {
    const data = { texts: ["a b", "c d"], labels: [["sport"], ["sport", "chess"]] };

    await expect(run.classifier.evaluate(data)).rejects.toMatchObject({ code: "DATA_UNKNOWN_LABEL", place: "row 2" });
  });

  test("tells of it in words and in JSON", () => {
    expect(run.verdict.join(" ")).toMatch(
      /^Test subset accuracy \S+ % .* micro F1 \d\.\d+, macro F1 \d\.\d+, Hamming loss/,
    );
    expect(resultToJson(run)).toMatchObject({
      test: { microF1: run.test.evaluation.microF1 },
      thresholds: run.classifier.model.thresholds,
    });
  });
});

test("a run folder shows sets, and its model gives the same answers", async () => {
  const run = await trainClassifier({ data: "lists.jsonl" }, { ...TINY, out: "mine" }, { cwd });
  const [text] = MIXED.texts;
  const loaded = await loadClassifier("mine/model", { cwd });

  expect(loaded.model.thresholds).toEqual(run.classifier.model.thresholds);
  expect(await loaded.classify(text!)).toEqual(await run.classifier.classify(text!));
  const read = (name: string): string => readFileSync(join(cwd, "mine", name), "utf8");
  expect(read("predictions.csv")).toMatch(/,(economy\|sport|science\|economy|economy\|science),/);
  expect(read("out-of-fold.csv").trim().split("\n")).toHaveLength(1 + run.outOfFold!.labels.length);
  expect(read("report.html")).toContain("subset accuracy");
  expect(read("report.html")).not.toContain('id="confusion"');
});

test("the report says of which wrong class the words of an error are, and which they are", async () => {
  // Every twentieth text of sport is said to be of science too.
  const labels = MIXED.labels.map((names, i) => (i % 20 === 6 ? [...names, "science"] : names));
  const lines = MIXED.texts.map((text, i) => JSON.stringify({ text, label: labels[i] })).join("\n");
  writeFileSync(join(cwd, "wrong.jsonl"), lines);
  const split: GivenSettings = { splitMethod: "hash", split: [0.5, 0, 0.5] };
  await trainClassifier({ data: "wrong.jsonl" }, { ...NGRAMS, ...split, out: "mine" }, { cwd });

  expect(readFileSync(join(cwd, "mine/report.html"), "utf8")).toMatch(
    /<span class="name">science: <\/span><span class="words">(the|<mark)/,
  );
});

test("runs on the same texts are compared by their classes", async () => {
  await trainClassifier({ data: "lists.jsonl" }, { ...NGRAMS, out: "first" }, { cwd });
  await trainClassifier({ data: "lists.jsonl" }, { ...NGRAMS, out: "second" }, { cwd });
  const [pair] = (await compareRuns(["first", "second"], { cwd })).pairs;
  const evaluation = JSON.parse(readFileSync(join(cwd, "first", "evaluation.json"), "utf8"));

  expect(pair!.examples).toBe(evaluation.test.examples);
  expect(pair!.macroF1!.ofRun).toBeCloseTo(evaluation.test.macroF1, 12);
  expect(pair!.macroF1!.difference).toBe(0);
});

test.each<[string, GivenSettings]>([
  ["abstainBelow", { abstainBelow: 0.9 }],
  ["classWeights", { classWeights: "balanced" }],
  ["sampling", { sampling: "class-balanced" }],
  ["metrics", { metrics: ["matthews"] }],
  ["monitor", { monitor: "validationTop3Accuracy" }],
])("%s is refused", async (name, settings) => {
  await expect(trainClassifier(MIXED, { ...NGRAMS, ...settings })).rejects.toMatchObject({
    code: "CONFIG",
    message: expect.stringContaining(name),
  });
});

test("shares of classes and lists of names do not go together", async () => {
  const labels = [{ sport: 1, science: 0 }, ...MIXED.labels.slice(1)];

  await expect(trainClassifier({ texts: MIXED.texts, labels }, NGRAMS)).rejects.toMatchObject({
    code: "DATA_SOFT_LABEL",
  });
});

test("a model of one label a text is not measured on lists", async () => {
  writeFileSync(join(cwd, "news.csv"), NEWS_CSV);
  const { classifier } = await trainClassifier(NEWS, NGRAMS);

  await expect(classifier.evaluate(MIXED)).rejects.toMatchObject({ code: "CONFIG" });
});
