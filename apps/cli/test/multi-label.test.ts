// Texts that have several classes, or none.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "./_cli.ts";

const WORDS = { sport: ["team", "goal"], economy: ["bank", "market"], science: ["planet", "cell"] };
const NAMES = Object.keys(WORDS) as (keyof typeof WORDS)[];
const ROWS = Array.from({ length: 120 }, (_, i) => {
  const labels = [[0], [1], [2], [0, 1], [1, 2], []][i % 6]!.map((c) => NAMES[c]!);
  return {
    labels,
    text: `the ${labels.map((label) => WORDS[label][Math.floor(i / 6) % 2]).join(" and ")} report ${i} of the day`,
  };
});
const TRAIN = ["train", "--parts", "ngrams", "--data", "lists.csv", "--label-separator", ";"];

const mine = { cwd: "" };
afterAll(() => rm(mine.cwd, { recursive: true, force: true }));
beforeAll(async () => {
  mine.cwd = await mkdtemp(join(tmpdir(), "newsclf-lists-"));
  const csv = ROWS.map(({ text, labels }) => `"${text}",${labels.join(";")}`);
  await writeFile(join(mine.cwd, "lists.csv"), `text,label\n${csv.join("\n")}\n`);
  await writeFile(
    join(mine.cwd, "lists.jsonl"),
    ROWS.map(({ text, labels }) => JSON.stringify({ text, label: labels })).join("\n"),
  );
  const { status, stderr } = await runCli([...TRAIN, "--out", "runs/mine"], mine);
  expect(stderr).toContain("labels      1.17 a text on average; 20 texts have none");
  expect(status).toBe(0);
});

test("predict gives label and probability of each class", async () => {
  const { stdout } = await runCli(
    ["predict", "--model", "runs/mine/model", "the team and bank report", "the cell report", "of the day"],
    mine,
  );

  expect(stdout).toMatch(/^(sport\t\S+\teconomy|economy\t\S+\tsport)\t0\.\d{4}\nscience\t0\.\d{4}\n\t\n$/);
});

test("predict gives the classes as one cell of a table, however many are looked at", async () => {
  await writeFile(join(mine.cwd, "new.csv"), "text\nthe cell report\nof the day\n");
  const args = ["predict", "--model", "runs/mine/model", "--data", "new.csv", "--top-k", "3", "--out", "told.csv"];
  await runCli(args, mine);

  expect(await readFile(join(mine.cwd, "told.csv"), "utf8")).toBe(
    "text,predicted,probability\nthe cell report,science,\nof the day,,\n",
  );
});

test("predict gives the classes as a list in JSON lines", async () => {
  const { stdout } = await runCli(
    ["predict", "--json", "--model", "runs/mine/model", "the cell report", "of the day"],
    mine,
  );

  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { text: "the cell report", labels: [{ label: "science", probability: expect.any(Number) }] },
    { text: "of the day", labels: [] },
  ]);
});

test("evaluate measures the model on lists, by every metric", async () => {
  const { stdout } = await runCli(["evaluate", "--model", "runs/mine/model", "--data", "lists.jsonl"], mine);

  expect(stdout).toMatch(
    /^subset accuracy \S+ % on 120 texts, micro F1 \S+, macro F1 \S+, Hamming loss \S+, loss \S+; most frequent labels 16.7 %\n/,
  );
  expect(stdout).toContain("rocAuc");
});

test("evaluate measures the predictions of the run as the run did", async () => {
  const args = ["evaluate", "--predictions", "runs/mine/predictions.csv", "--label-separator", ";", "--json"];
  const { test: found, labels } = JSON.parse((await runCli(args, mine)).stdout);
  const json = await runCli(["train", ...TRAIN.slice(1), "--json", "--out", "runs/again"], mine);
  const { test: expected } = JSON.parse(json.stdout);

  expect(labels).toEqual(["economy", "science", "sport"]);
  expect(found).toMatchObject({
    examples: expected.examples,
    microF1: expected.microF1,
    hammingLoss: expected.hammingLoss,
  });
});

test("evaluate takes rows to which nothing was given", async () => {
  await writeFile(join(mine.cwd, "other.csv"), "gold,predicted\na|b,a\n,\nb,\na,a|b\n");
  const { stdout, stderr } = await runCli(
    ["evaluate", "--predictions", "other.csv", "--label-separator", "|", "--json"],
    mine,
  );

  expect(stderr).toBe("");
  expect(JSON.parse(stdout).test).toMatchObject({ examples: 4, accuracy: 0.25, hammingLoss: 3 / 8, microF1: 4 / 7 });
});

test("check counts each class, and looks for no wrong labels", async () => {
  const { stdout, status } = await runCli(["check", "lists.jsonl"], mine);
  const folds = await runCli(["check", "lists.jsonl", "--folds", "3"], mine);

  expect(stdout).toContain("120 rows in 3 classes");
  expect(status).toBe(0);
  expect(folds).toMatchObject({ status: 2, stderr: expect.stringContaining("these have lists") });
});
