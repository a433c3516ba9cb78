import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type GivenSettings, type TrainedRun, trainClassifier } from "../../src/node.ts";
import { moveByWords } from "../../src/run/moved-words.ts";
import { LSTM_ALONE, NEWS, TINY } from "../_news.ts";

/** Trained on the news, and wrong of these texts: all are said to be of science. */
function train(texts: readonly string[], settings: GivenSettings = {}): Promise<TrainedRun> {
  const wrong = { texts, labels: texts.map(() => "science") };
  return trainClassifier({ ...NEWS, test: wrong }, { ...TINY, split: [1, 0, 0], ...settings });
}

const TEXTS = ["a goal for the bank, team and match", "bank market"];

test.each([
  ["both parts", {}],
  ["the n-grams", { parts: ["ngrams"] }],
  ["the LSTM", { ...LSTM_ALONE, split: [0.9, 0.1, 0] }],
] as const)(
  "the words of a text are in order, and those of the predicted class move towards it: %s",
  async (_, given) => {
    const run = await train(TEXTS, given as GivenSettings);
    const moved = await moveByWords(run);
    const { classNames, prediction } = run.predictions;
    const effects = Object.fromEntries(moved.get(0)!.map(({ word, effect }) => [word.trim(), effect]));

    expect([...moved.keys()].sort()).toEqual([0, 1]);
    expect(
      moved
        .get(0)!
        .map(({ word }) => word)
        .join(""),
    ).toBe(TEXTS[0]);
    expect(classNames[prediction.labels[0]!]).toBe("sport");
    expect(effects.goal).toBeGreaterThan(0);
    expect(effects["bank,"]).toBeLessThan(0);
    expect(effects.goal).toBeGreaterThan(Math.abs(effects.the!));
    expect(await moveByWords(run)).toEqual(moved);
  },
);

test("a text of one word, and one in a script without blanks, are taken apart too", async () => {
  const moved = await moveByWords(await train(["goal", "goal 東京 team!"]));
  const words = [...moved.values()].map((list) => list.map(({ word }) => word));

  expect(words).toContainEqual(["goal"]);
  expect(words).toContainEqual(["goal ", "東", "京 ", "team!"]);
  for (const { effect } of [...moved.values()].flat()) expect(effect).not.toBeNaN();
});

test("of long texts the first words are looked at, and no more texts than take little time", async () => {
  const long = `goal ${"team match ".repeat(2_000)}`;
  const moved = await moveByWords(await train([long, long, long], { parts: ["ngrams"] }));

  expect([...moved].map(([row, words]) => [row, words.length])).toEqual([
    [0, 60],
    [1, 60],
  ]);
});

test("nothing moved where nothing is wrong", async () => {
  expect(await moveByWords(await trainClassifier(NEWS, TINY))).toEqual(new Map());
});

test("report.html shows them, and what the data is like", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "classifier-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const test = { texts: TEXTS, labels: ["science", "science"] };
  await trainClassifier({ ...NEWS, test }, { ...TINY, split: [1, 0, 0], out: "run" }, { cwd });
  const page = readFileSync(join(cwd, "run/report.html"), "utf8");

  expect(page).toMatch(/<mark class="for w\d" title="\+[\d.]+">goal<\/mark>/);
  expect(page).toContain("length in tokens");
  expect(page).toContain("Data checks");
});
