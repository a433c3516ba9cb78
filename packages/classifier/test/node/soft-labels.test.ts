import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type TrainedRun, trainClassifier } from "../../src/node.ts";
import type { GivenSettings } from "../../src/settings.ts";
import { LSTM_ALONE, NEWS, TINY } from "../_news.ts";

const NAMES = ["economy", "science", "sport"];
/** Sure of the label by that much, the rest shared by the others alike. */
const sharesOf = (label: string, sure: number): Record<string, number> =>
  Object.fromEntries(NAMES.map((name) => [name, name === label ? sure : (1 - sure) / 2]));
const soft = (sure: number) => ({ texts: NEWS.texts, labels: NEWS.labels.map((label) => sharesOf(label, sure)) });

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "soft-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
});

const sureness = ({ test: { prediction } }: TrainedRun): number =>
  prediction.labels.reduce((sum, label, i) => sum + prediction.probs[3 * i + label]!, 0) / prediction.labels.length;

test.each<[string, GivenSettings]>([
  ["the n-grams", { parts: ["ngrams"] }],
  ["the LSTM", { ...LSTM_ALONE, split: [0.9, 0, 0.1] }],
  ["both", {}],
])("%s learn to be as sure as the labels are", async (_, settings) => {
  const run = await trainClassifier(soft(0.7), { ...TINY, ...settings });

  expect(run.test.evaluation.accuracy).toBe(1);
  expect(sureness(run)).toBeGreaterThan(0.55);
  expect(sureness(run)).toBeLessThan(0.8);
});

test("shares that are all of one class are labels", async () => {
  const settings: GivenSettings = { ...TINY, parts: ["ngrams"] };
  const hard = await trainClassifier(NEWS, settings);

  expect((await trainClassifier(soft(1), settings)).test).toEqual(hard.test);
});

test("columns of a CSV file, lists in JSON Lines and shares in memory give the same bits", async () => {
  const rows = NEWS.labels.map((label) => sharesOf(label, 0.6));
  const csv = NEWS.texts.map((text, i) => `"${text}",${NAMES.map((name) => rows[i]![name]).join(",")}`);
  writeFileSync(join(cwd, "news.csv"), `text,${NAMES.join(",")}\n${csv.join("\n")}\n`);
  const lines = NEWS.texts.map((text, i) =>
    JSON.stringify({ text, label: NAMES.map((label) => ({ label, probability: rows[i]![label] })) }),
  );
  writeFileSync(join(cwd, "news.jsonl"), lines.join("\n"));
  const fromMemory = await trainClassifier(soft(0.6), TINY);
  const fromCsv = await trainClassifier({ data: "news.csv" }, { ...TINY, labelColumns: NAMES }, { cwd });
  const fromJson = await trainClassifier({ data: "news.jsonl" }, TINY, { cwd });

  expect(fromCsv.test).toEqual(fromMemory.test);
  expect(fromJson.test).toEqual(fromMemory.test);
});

test("a share that is no number is refused with its row", async () => {
  writeFileSync(join(cwd, "news.csv"), "text,a,b\none,0.5,0.5\ntwo,much,0\n");

  await expect(
    trainClassifier({ data: "news.csv" }, { ...TINY, labelColumns: ["a", "b"] }, { cwd }),
  ).rejects.toMatchObject({
    code: "DATA_SOFT_LABEL",
    place: "news.csv (record 2)",
    message: expect.stringContaining("much"),
  });
});

test("shares in memory that are none are refused", async () => {
  await expect(trainClassifier({ texts: ["x"], labels: [{ a: 2 }] }, TINY)).rejects.toThrow(
    'expected source.labels[0] to have shares in 0..1 by the names of classes, got {"a":2}',
  );
});
