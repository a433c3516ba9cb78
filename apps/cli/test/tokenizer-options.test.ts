// Options of the vocabulary: that each has its effect, is kept with the run, and still holds when the model is used.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runCli, TINY, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const WORDS = ["el avión 1984 東京タワー", "la canción 42 京都駅"];

beforeAll(async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${WORDS[i % 2]},${["sport", "economy"][i % 2]}`);
  await writeFile(join(mine.cwd, "words.csv"), `text,category\n${rows.join("\n")}\n`);
});

async function vocabOf(...args: string[]): Promise<string[]> {
  const { stdout } = await runCli(["check", "words.csv", "--json", ...args], mine);
  const { first } = JSON.parse(stdout).vocabulary;
  return first.map(({ token }: { token: string }) => token).sort();
}

const PLAIN = ["1984", "42", "[PAD]", "[UNK]", "avión", "canción", "el", "la", "京都駅", "東京タワー"];

test.each([
  [[], PLAIN],
  [
    ["--numbers", "fold"],
    ["00", "0000", "[PAD]", "[UNK]", "avión", "canción", "el", "la", "京都駅", "東京タワー"],
  ],
  [["--numbers", "drop"], PLAIN.slice(2)],
  [
    ["--accents", "strip"],
    ["1984", "42", "[PAD]", "[UNK]", "avion", "cancion", "el", "la", "京都駅", "東京タワー"],
  ],
  [["--stop-words", "el, LA  42"], PLAIN.filter((token) => !["el", "la", "42"].includes(token))],
  [
    ["--max-vocab-size", "4", "--hash-buckets", "1"],
    ["[HASH0]", "[PAD]", "[UNK]", expect.any(String)],
  ],
  [["--min-frequency", "21"], undefined],
])("%j", async (args, expected) => {
  if (expected === undefined) expect(await vocabOf(...args)).toEqual(["[PAD]", "[UNK]"]);
  else expect(await vocabOf(...args)).toEqual(expected);
});

test("--segmentation dictionary finds words where there are no blanks", async () => {
  const { stdout } = await runCli(["check", "words.csv", "--json", "--segmentation", "dictionary"], mine);

  expect(JSON.parse(stdout).vocabulary.size).toBeGreaterThan(PLAIN.length);
});

test.each([
  [["--stop-words", "de-la"], "expected each stop word to be one token"],
  [
    ["--hash-buckets", "60000", "--max-vocab-size", "50000"],
    "expected --max-vocab-size to be an integer of at least 60003, got 50000",
  ],
  [["--tokenizer", "spanish", "--numbers", "keep"], 'the tokenizer "spanish" has no digits'],
])("refuses %j", async (args, message) => {
  const { status, stderr } = await runCli(["check", "words.csv", ...args], mine);

  expect(stderr).toMatch(/^error\[CONFIG\] /);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

describe("a model", () => {
  // n-grams read the text itself; and of two texts no folds can be made.
  const ALONE = ["--parts", "lstm", "--folds", "none", "--duplicates", "keep"];
  const OPTIONS = ["--numbers", "drop", "--accents", "strip", "--stop-words", "el la", ...ALONE];
  beforeAll(async () => {
    await runCli(["train", "--data", "words.csv", "--out", "runs/words", ...TINY, ...OPTIONS], mine);
  });

  test("keeps them in config.json", async () => {
    const settings = JSON.parse(await readFile(join(mine.cwd, "runs/words/config.json"), "utf8"));

    expect(settings).toMatchObject({ numbers: "drop", accents: "strip", stopWords: ["el", "la"], hashBuckets: 0 });
  });

  test("reads texts by them", async () => {
    const predict = (text: string) =>
      runCli(["predict", "--model", "runs/words/model", "--json", text], mine).then(
        ({ stdout }) => JSON.parse(stdout).probability,
      );

    expect(await predict("LA 2024 avion 7 el")).toBe(await predict("avión"));
  });
});
