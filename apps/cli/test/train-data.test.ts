// What train does with the data before the first epoch: checks, splits, sampling.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, TINY, useTrainedRun, withFolder, writeNews } from "./_cli.ts";

const mine = useTrainedRun();
const SHORT = [...TINY, "--num-epochs", "1"];
const train = (cwd: string, ...args: string[]) =>
  runCli(["train", "--data", "news.csv", "--out", "run", "--json", ...SHORT, ...args], { cwd });

test("keeps the records of each split in splits.json", async () => {
  const splits = JSON.parse(await readFile(join(mine.cwd, "runs/mine/splits.json"), "utf8"));
  const records = (name: string): number[] => splits[name]["news.csv"];

  expect(Object.keys(splits)).toEqual(["train", "validation", "test"]);
  expect([records("train").length, records("test").length]).toEqual([81, 9]);
  expect(splits.validation).toEqual({});
  expect([...records("train"), ...records("test")].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 90 }, (_, i) => i + 1),
  );
});

test("prints what the checks warn of, and nothing that they pass", () => {
  expect(mine.result.stderr).toContain("warning[DATA_ROWS] 90 rows in 3 classes, of them 9 to test on");
  expect(mine.result.stderr).toContain("(newsclf check shows the rows, and what to do)");
  expect(mine.result.stderr).not.toContain("pass[");
});

test("warns of noise, and goes on", async () => {
  await withFolder(async (cwd) => {
    const rows = Array.from(
      { length: 1200 },
      (_, i) => `river${(i * 7919) % 1201} stone${(i * 104729) % 1201} ${i},${(i * i) % 7 < 3}`,
    );
    await writeFile(join(cwd, "news.csv"), `text,category\n${rows.join("\n")}\n`);
    const { status, stderr } = await train(cwd);

    expect(stderr).toContain("warning[DATA_UNRELATED] the words of the texts say nothing about the labels");
    expect(status).toBe(0);
  });
});

test("warns of a label that only the test file has", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "test.csv"), "text,category\nteam goal,sport\npaint canvas,art\n");
    const { status, stderr } = await train(cwd, "--test-data", "test.csv");
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));

    expect(stderr).toContain(
      'warning[DATA_UNTRAINED_CLASS] no training row, so that it will never be predicted: "art" (1)',
    );
    expect(splits.test).toEqual({ "test.csv": [1, 2] });
    expect(status).toBe(0);
  });
});

test("tells files of one name apart in splits.json", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await mkdir(join(cwd, "other"));
    await writeFile(join(cwd, "other/news.csv"), "text,category\nteam goal,sport\n");
    await train(cwd, "--test-data", "other/news.csv");
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));

    expect(splits.test).toEqual({ "other/news.csv": [1] });
  });
});

test("stops at a column chosen by mistake, unless told not to check", async () => {
  await withFolder(async (cwd) => {
    const rows = Array.from({ length: 40 }, (_, i) => `2024-01-${10 + (i % 20)},${i % 2 ? "a" : "b"}`);
    await writeFile(join(cwd, "news.csv"), `text,category\n${rows.join("\n")}\n`);
    const checked = await train(cwd);
    expect(JSON.parse(checked.stderr.trim().split("\n").at(-1)!)).toMatchObject({
      code: "DATA_TEXT_COLUMN",
      error: "100.0 % of the texts are numbers, dates or ids",
      place: 'news.csv: text "text", label "category"',
      fix: "choose another --text-column, or --no-checks",
    });
    expect(checked.status).toBe(65);
    expect(await readdir(cwd)).toEqual(["news.csv"]);

    const unchecked = await train(cwd, "--no-checks");
    expect(unchecked.stderr).not.toContain("DATA_");
    expect(unchecked.status).toBe(0);
  });
});

test("trains on the past and tests on the future", async () => {
  await withFolder(async (cwd) => {
    const rows = Array.from({ length: 40 }, (_, i) => `team ${i} goal,${i % 2 ? "a" : "b"},2024-01-01 10:${59 - i}`);
    await writeFile(join(cwd, "news.csv"), `text,category,date\n${rows.join("\n")}\n`);
    const byTime = ["--split-method", "time", "--split-column", "date", "--split", "80/10/10"];
    const { status } = await train(cwd, ...byTime);
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));

    expect(status).toBe(0);
    expect(splits.test["news.csv"]).toEqual([1, 2, 3, 4]);
    expect(splits.validation["news.csv"]).toEqual([5, 6, 7, 8]);
  });
});

test.each(["hash", "group"])("splits by %s", async (method) => {
  await withFolder(async (cwd) => {
    const rows = Array.from({ length: 60 }, (_, i) => `team ${i} goal,${i % 2 ? "a" : "b"},author ${i % 12}`);
    await writeFile(join(cwd, "news.csv"), `text,category,author\n${rows.join("\n")}\n`);
    const column = method === "group" ? ["--split-column", "author"] : [];
    const { status } = await train(cwd, "--split-method", method, ...column);

    expect(status).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, "run/config.json"), "utf8")).splitMethod).toBe(method);
  });
});

/**
 * Records of each split, half of the rows each, and what was printed. Records 91 and 92 have the text of record 1, but 92 another
 * label; 93 repeats record 2.
 */
async function splitCopies(...args: string[]): Promise<{ stderr: string; train: number[]; test: number[] }> {
  return withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const [, first, second] = (await readFile(join(cwd, "news.csv"), "utf8")).split("\n");
    const copies = [first!.replace("the team", "The  TEAM"), first!.replace(",sport", ",economy"), second];
    await writeFile(join(cwd, "news.csv"), `${copies.join("\n")}\n`, { flag: "a" });
    const { stderr } = await train(cwd, "--preset", "fast", "--split", "50/0/50", ...args);
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));
    return { stderr, train: splits.train["news.csv"], test: splits.test["news.csv"] };
  });
}

const areTogether = (copies: number[], splits: { train: number[]; test: number[] }): boolean =>
  [splits.train, splits.test].some((records) => copies.every((record) => records.includes(record)));

test("equal texts stand in one split, also where their labels differ", async () => {
  const { stderr, train, test } = await splitCopies();

  expect(stderr).toContain("\nduplicates  3 rows repeat an earlier text\n");
  expect(train.length + test.length).toBe(93);
  expect(areTogether([1, 91, 92], { train, test })).toBe(true);
  expect(areTogether([2, 93], { train, test })).toBe(true);
});

test("--duplicates keep splits rows as they come", async () => {
  const { stderr, train, test } = await splitCopies("--duplicates", "keep");

  expect(stderr).toContain("\nduplicates  3 rows repeat an earlier text\n");
  expect(train.length + test.length).toBe(93);
  expect(areTogether([1, 91, 92], { train, test })).toBe(false);
});

test.each([
  ["drop", 3, [1, 2], [91, 92, 93]],
  ["drop-conflicting", 4, [2], [1, 91, 92, 93]],
])("--duplicates %s drops %i rows", async (action, numDropped, kept, dropped) => {
  const { stderr, train, test } = await splitCopies("--duplicates", action);
  const records = [...train, ...test];

  expect(stderr).toContain(`\nduplicates  3 rows repeat an earlier text; ${numDropped} dropped\n`);
  expect(records).toHaveLength(93 - numDropped);
  expect(records).toEqual(expect.arrayContaining(kept));
  expect(records.filter((record) => dropped.includes(record))).toEqual([]);
});

/** What is printed and the records to train on, where the test file repeats records 1 and 2. */
async function trainBesideTest(...args: string[]): Promise<{ stderr: string; splits: Record<string, unknown> }> {
  return withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const [header, first, second] = (await readFile(join(cwd, "news.csv"), "utf8")).split("\n");
    await writeFile(join(cwd, "test.csv"), `${[header, first, second, "team goal,sport"].join("\n")}\n`);
    const { stderr } = await train(cwd, "--preset", "fast", "--test-data", "test.csv", ...args);
    return { stderr, splits: JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8")) };
  });
}

test("training rows that are also in the test file are left out", async () => {
  const { stderr, splits } = await trainBesideTest();

  expect(stderr).toContain("\nsplits      train 88 in 3 folds, test 3\n");
  expect(stderr).toContain("\nduplicates  2 rows repeat an earlier text; 2 left out that are also measured on\n");
  expect(splits.train).toEqual({ "news.csv": Array.from({ length: 88 }, (_, i) => i + 3) });
  expect(splits.test).toEqual({ "test.csv": [1, 2, 3] });
});

test("--duplicates keep trains on them", async () => {
  const { stderr, splits } = await trainBesideTest("--duplicates", "keep");

  expect(stderr).toContain("\nsplits      train 90 in 3 folds, test 3\n");
  expect(stderr).toContain("\nwarning[DATA_LEAK] 2 test texts also in train\n");
  expect(splits.train).toEqual({ "news.csv": Array.from({ length: 90 }, (_, i) => i + 1) });
});

test("samples classes alike, or fills batches by tokens", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const balanced = await train(cwd, "--sampling", "class-balanced");
    const filled = await train(cwd, "--out", "filled", "--max-batch-tokens", "64");
    const both = await train(cwd, "--out", "both", "--sampling", "class-balanced", "--max-batch-tokens", "64");

    expect([balanced.status, filled.status, both.status]).toEqual([0, 0, 2]);
    expect((await readdir(cwd)).sort()).toEqual(["filled", "news.csv", "run"]);
  });
});

test("disarms formulas in its tables on request", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "test.csv"), "text,category\n=team goal,sport\n@bank,economy\n");
    await train(cwd, "--test-data", "test.csv", "--csv-safe");
    const table = await readFile(join(cwd, "run/predictions.csv"), "utf8");

    expect(table).toMatch(/^'=team goal,sport,/m);
    expect(table).toMatch(/^'@bank,economy,/m);
  });
});

test("starts words from vectors of a file, which says how many numbers they have", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "glove.txt"), "team 1 0 0\nbank 0 1 0\nstadium 1 0 0.1\nNew York 1 1 1\n");
    const args = ["train", "--data", "news.csv", "--vectors", "glove.txt", "--out", "run", ...TINY];
    const { status, stderr } = await runCli(args, { cwd });
    const { lstm } = JSON.parse(await readFile(join(cwd, "run/model/config.json"), "utf8"));
    const { model } = JSON.parse(await readFile(join(cwd, "run/model/tokenizer.json"), "utf8"));

    expect(status).toBe(0);
    expect(stderr).toMatch(/^vectors {5}4 words of 3 numbers; [\d.]+ % of the training tokens have one$/m);
    expect(lstm.embeddingSize).toBe(3);
    expect(model.vocab).toHaveProperty("stadium");
    expect(model.vocab).not.toHaveProperty("New York");
  });
});

test("takes words from texts without labels, but for those that are tested on", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "test.csv"), "text,category\nteam goal,sport\n");
    await writeFile(join(cwd, "more.csv"), "text\na wholly new word\nTEAM goal\nwholly new again\n");
    const { status, stderr } = await train(
      cwd,
      "--test-data",
      "test.csv",
      "--unlabelled",
      "more.csv",
      "--min-frequency",
      "1",
    );

    expect(status).toBe(0);
    expect(stderr).toContain("unlabelled  2 texts for words and vectors; 1 left out that is also measured on\n");
    const { model } = JSON.parse(await readFile(join(cwd, "run/model/tokenizer.json"), "utf8"));
    expect(model.vocab).toHaveProperty("wholly");
  });
});

test("a data file may have any name, also that of a property of every object", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "constructor"));
    const { status } = await runCli(["train", "--data", "constructor", "--out", "run", ...SHORT], { cwd });
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));

    expect(status).toBe(0);
    expect(splits.test.constructor.length).toBe(9);
  });
});

test("keeps a group together whatever blanks stand around its name", async () => {
  await withFolder(async (cwd) => {
    const rows = Array.from(
      { length: 90 },
      (_, i) => `word ${i} ${i % 2 ? "one" : "two"},${i % 2},author${i % 9}${i % 4 ? "" : " "}`,
    );
    await writeFile(join(cwd, "news.csv"), `text,category,author\n${rows.join("\n")}\n`);
    await train(cwd, "--split-method", "group", "--split-column", "author");
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));
    const authors = (name: string): Set<number> =>
      new Set((splits[name]["news.csv"] ?? []).map((record: number) => (record - 1) % 9));

    expect([...authors("train")].filter((author) => authors("test").has(author))).toEqual([]);
    expect(authors("train").size + authors("test").size).toBe(9);
  });
});

test("reads a file of another dialect as the flags say", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "plain.csv"));
    const rows = (await readFile(join(cwd, "plain.csv"), "utf8")).trim().split("\n").slice(1);
    await writeFile(join(cwd, "news.csv"), `made today\n# comment\n${rows.join("\n")}\n`);
    const flags = [
      "--skip-lines",
      "1",
      "--comment",
      "#",
      "--no-header",
      "--columns",
      "text,category",
      "--escape",
      "\\",
    ];
    const { status } = await train(cwd, ...flags);
    const config = JSON.parse(await readFile(join(cwd, "run/config.json"), "utf8"));

    expect(status).toBe(0);
    expect(config).toMatchObject({
      skipLines: 1,
      comment: "#",
      header: false,
      columns: ["text", "category"],
      escape: "\\",
    });
  });
});

test("validates on a file of its own, and trains on it in the end", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "valid.csv"), "text,category\nteam goal today,sport\natom and cell,science\n");
    const { status, stderr } = await train(cwd, "--validation-data", "valid.csv", "--refit");
    const splits = JSON.parse(await readFile(join(cwd, "run/splits.json"), "utf8"));

    expect(stderr).toMatch(/validation loss/);
    expect(splits.validation).toEqual({ "valid.csv": [1, 2] });
    expect(status).toBe(0);
  });
});
