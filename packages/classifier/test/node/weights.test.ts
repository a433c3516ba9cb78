import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { trainClassifier } from "../../src/node.ts";
import type { GivenSettings } from "../../src/settings.ts";
import { LSTM_ALONE, NEWS, TINY } from "../_news.ts";

/** Texts that say nothing of their class: nine of ten are common, in each game. */
const TOSS = {
  texts: Array.from(
    { length: 200 },
    (_, i) => `the ${["coin", "dice", "card"][i % 3]} fell, game ${Math.floor(i / 10)}`,
  ),
  labels: Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? "rare" : "common")),
};

const meanOfRare = async (settings: GivenSettings): Promise<number> => {
  const { test: tested, classifier } = await trainClassifier(TOSS, { ...TINY, ...settings, checks: false });
  const rare = classifier.classNames.indexOf("rare");
  const probs = tested.prediction.probs.filter((_, k) => k % 2 === rare);
  return probs.reduce((sum, prob) => sum + prob, 0) / probs.length;
};

test.each<[string, GivenSettings]>([
  ["the n-grams", { parts: ["ngrams"] }],
  ["the LSTM", { ...LSTM_ALONE, split: [0.9, 0, 0.1], learningRate: 0.01 }],
  ["both, stacked and calibrated", {}],
])("balanced classes are alike to %s, though one is rare", async (_, settings) => {
  const plain = await meanOfRare(settings);
  const balanced = await meanOfRare({ ...settings, classWeights: "balanced" });

  expect(plain).toBeLessThan(0.25);
  expect(balanced).toBeGreaterThan(0.35);
  expect(balanced).toBeLessThan(0.65);
});

test("rows of weight 0 teach nothing", async () => {
  const wrong = { texts: NEWS.texts, labels: NEWS.texts.map(() => "sport") };
  const source = {
    texts: [...NEWS.texts, ...wrong.texts],
    labels: [...NEWS.labels, ...wrong.labels],
    weights: [...NEWS.texts.map(() => 1), ...wrong.texts.map(() => 0)],
    test: NEWS,
  };
  const settings: GivenSettings = { ...TINY, duplicates: "keep", checks: false };
  const weighed = await trainClassifier(source, settings);
  const { weights, ...unweighed } = source;
  const plain = await trainClassifier(unweighed, settings);

  expect(weighed.test.evaluation.accuracy).toBe(1);
  expect(plain.test.evaluation.loss).toBeGreaterThan(2 * weighed.test.evaluation.loss);
});

test("a column of a file says how much each row counts", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "weights-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const rows = NEWS.texts.map((text, i) => `"${text}",${NEWS.labels[i]},${i % 2 === 0 ? 2 : 0.5}`);
  writeFileSync(join(cwd, "news.csv"), `text,label,trust\n${rows.join("\n")}\n`);
  const weights = NEWS.texts.map((_, i) => (i % 2 === 0 ? 2 : 0.5));
  const fromFile = await trainClassifier({ data: "news.csv" }, { ...TINY, weightColumn: "trust" }, { cwd });
  const fromMemory = await trainClassifier({ ...NEWS, weights }, TINY);
  const plain = await trainClassifier(NEWS, TINY);

  expect(fromFile.test).toEqual(fromMemory.test);
  expect(fromFile.test).not.toEqual(plain.test);
});

test.each<[string, GivenSettings]>([
  ["label smoothing", { labelSmoothing: 0.3 }],
  ["focal loss", { focalGamma: 5 }],
])("%s keeps the LSTM from being too sure", async (_, settings) => {
  const options: GivenSettings = { ...TINY, ...LSTM_ALONE, calibration: "none" };
  const { test: plain } = await trainClassifier(NEWS, options);
  const { test: careful } = await trainClassifier(NEWS, { ...options, ...settings });
  const sureness = ({ prediction }: typeof plain): number =>
    prediction.labels.reduce((sum, label, i) => sum + prediction.probs[3 * i + label]!, 0);

  expect(sureness(careful)).toBeLessThan(sureness(plain));
});

test("refuses weights that are not one a text", async () => {
  await expect(trainClassifier({ ...NEWS, weights: [1] }, TINY)).rejects.toThrow(
    "expected as many weights as texts, got 1 and 90",
  );
});

test("rare classes are not weighed twice", async () => {
  const settings: GivenSettings = { ...TINY, sampling: "class-balanced", classWeights: "balanced" };

  await expect(trainClassifier(NEWS, settings)).rejects.toThrow("were both given");
});
