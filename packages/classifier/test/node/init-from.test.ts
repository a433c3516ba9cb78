import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type TrainedRun, trainClassifier } from "../../src/node.ts";
import type { GivenSettings } from "../../src/settings.ts";
import { LSTM_ALONE, NEWS, TINY } from "../_news.ts";

const LSTM: GivenSettings = { ...TINY, ...LSTM_ALONE, split: [0.8, 0, 0.2] };
const isSport = NEWS.labels.map((label) => label === "sport");
/** Two of the three classes. */
const FEWER = {
  texts: NEWS.texts.filter((_, i) => !isSport[i]),
  labels: NEWS.labels.filter((_, i) => !isSport[i]),
};

let first: TrainedRun;
beforeAll(async () => {
  first = await trainClassifier(FEWER, LSTM);
});

test("a step that changes nothing leaves what the other model knew, also beside a new class and new words", async () => {
  const still: GivenSettings = { ...LSTM, numEpochs: 1, learningRate: 0, weightDecay: 0, calibration: "none" };
  const cold = await trainClassifier(NEWS, still);
  const warm = await trainClassifier({ ...NEWS, initFrom: first.classifier.model }, still);
  const words = FEWER.texts.slice(0, 40);
  const isRight = async ({ classifier }: TrainedRun): Promise<number> => {
    const answers = await classifier.classify(words, { topK: 3 });
    // The new class knows nothing yet.
    const known = answers.map((ofText) => ofText.find(({ label }) => label !== "sport")!.label);
    return known.filter((label, i) => label === FEWER.labels[i]).length / words.length;
  };

  expect(await isRight(first)).toBe(1);
  expect(await isRight(warm)).toBe(1);
  expect(await isRight(cold)).toBeLessThan(0.9);
});

test("begins with a model folder, with its sizes, and says what that means for the scores", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "init-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  await trainClassifier(FEWER, { ...LSTM, hiddenSize: 6, out: "first" }, { cwd });
  const run = await trainClassifier(NEWS, { ...LSTM, initFrom: "first/model" }, { cwd });

  expect(run.settings).toMatchObject({ hiddenSize: 6, initFrom: "first/model" });
  expect(run.classifier.classNames).toEqual(["economy", "science", "sport"]);
  expect(run.verdict.join(" ")).toContain("The LSTM began with that of another model");
  await expect(trainClassifier(NEWS, { ...LSTM, initFrom: "first" }, { cwd })).rejects.toMatchObject({
    code: "MODEL_MISSING",
    fix: 'initFrom: "first/model"',
  });
});

test("refuses a model that has no LSTM", async () => {
  const { classifier } = await trainClassifier(NEWS, { ...TINY, parts: ["ngrams"] });

  await expect(trainClassifier({ ...NEWS, initFrom: classifier.model }, LSTM)).rejects.toThrow("has no LSTM");
});
