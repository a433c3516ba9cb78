import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadClassifier, trainClassifier } from "../../src/node.ts";
import type { GivenSettings } from "../../src/settings.ts";
import { LSTM_ALONE, NEWS, TINY } from "../_news.ts";

/** A third of the labels is another class's. */
const NOISY = {
  texts: NEWS.texts,
  labels: NEWS.labels.map((label, i) => (i % 3 === 0 ? NEWS.labels[(i + 30) % 90]! : label)),
};
/** An LSTM that learns its texts by heart. */
const SURE: GivenSettings = {
  ...TINY,
  ...LSTM_ALONE,
  ...{ split: [0.5, 0.25, 0.25], numEpochs: 30, checks: false, embeddingDropoutRate: 0, poolingDropoutRate: 0 },
};

test("a model that is too sure is calibrated on validation rows, in the model folder too", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "calibration-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const { calibration, test: tested, classifier } = await trainClassifier(NOISY, { ...SURE, out: "run" }, { cwd });
  const plain = await trainClassifier(NOISY, { ...SURE, calibration: "none" });
  const loaded = await loadClassifier("run/model", { cwd });
  const text = NOISY.texts[0]!;

  expect(calibration!.scales[0]).toBeLessThan(0.7);
  expect(tested.evaluation.loss).toBeLessThan(plain.test.evaluation.loss);
  expect(calibration!.before.evaluation.loss).toBeCloseTo(plain.test.evaluation.loss, 3);
  expect(plain.calibration).toBeUndefined();
  expect(await loaded.classify(text)).toEqual(await classifier.classify(text));
});

test("a text below the threshold has no answer, and a best guess", async () => {
  const { classifier, abstention, verdict } = await trainClassifier(NEWS, {
    ...TINY,
    parts: ["ngrams"],
    abstainBelow: 0.99,
  });
  const [unsure] = await classifier.classify("the bank of the team", { topK: 2 });
  const [sure] = await trainClassifier(NEWS, { ...TINY, parts: ["ngrams"] }).then((run) =>
    run.classifier.classify("the bank of the team"),
  );

  expect(unsure).toEqual({ label: null, bestGuess: sure!.label, probability: sure!.probability });
  expect(abstention).toMatchObject({ threshold: 0.99, test: { coverage: expect.any(Number) } });
  expect(verdict.join(" ")).toContain("Below a probability of 0.9900 the model gives no answer");
});

test("the threshold for a share of right answers is found on held-out rows, and kept in the model", async () => {
  const { classifier, abstention } = await trainClassifier(NEWS, {
    ...TINY,
    parts: ["ngrams"],
    abstainBelow: "auto:0.95",
  });

  expect(abstention!.heldOut!.accuracy).toBeGreaterThanOrEqual(0.95);
  expect(classifier.model.abstainBelow).toBe(abstention!.threshold);
});

test("such a threshold needs rows that are held out", async () => {
  await expect(
    trainClassifier(NEWS, { ...TINY, parts: ["ngrams"], folds: null, abstainBelow: "auto:0.95" }),
  ).rejects.toThrow("needs folds or validation rows");
});
