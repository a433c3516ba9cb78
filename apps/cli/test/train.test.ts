import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliResult, runCli, TINY, withFolder, writeNews } from "./_cli.ts";

let folder: string;
let trained: CliResult;
let release: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    closed = withFolder(async (path) => {
      folder = path;
      await writeNews(join(folder, "news.csv"));
      trained = await runCli(["train", "--data", "news.csv", "--out", "runs/mine", "--json", ...TINY], { cwd: folder });
      ready();
      await new Promise<void>((done) => {
        release = done;
      });
    });
  });
});
afterAll(async () => {
  release();
  await closed;
});

const read = (name: string): Promise<string> => readFile(join(folder, "runs/mine", name), "utf8");

describe("train", () => {
  test("writes a run folder where the person is", async () => {
    expect(trained.stderr).not.toContain("error");
    expect((await readdir(join(folder, "runs/mine"))).sort()).toEqual([
      "config.json",
      "errors.csv",
      "evaluation.json",
      "metrics.jsonl",
      "model",
      "predictions.csv",
      "report.html",
      "tensorboard",
    ]);
  });

  test("prints one JSON object, which is evaluation.json and the folder", async () => {
    const { run, ...evaluation } = JSON.parse(trained.stdout);

    expect(evaluation).toEqual(JSON.parse(await read("evaluation.json")));
    expect(run).toBe(join(folder, "runs/mine"));
    expect(evaluation.labels).toEqual(["economy", "science", "sport"]);
    expect(evaluation.test).toMatchObject({ examples: 9, accuracy: 1, macroF1: 1, majorityRate: 1 / 3 });
  });

  test("shows rows, classes, splits, lengths and the model on stderr", () => {
    expect(trained.stderr).toContain("news.csv: 90 rows");
    expect(trained.stderr).toContain("economy 30, science 30, sport 30");
    expect(trained.stderr).toContain("train 72, validation 9, test 9");
    expect(trained.stderr).toMatch(/total +\d+/);
  });

  test("prints a line an epoch where stderr is no terminal", () => {
    expect(trained.stderr.match(/^epoch .*$/gm)).toHaveLength(6);
    expect(trained.stderr).not.toContain("\u001b");
  });

  test("writes every test row with gold, prediction and probability", async () => {
    const lines = (await read("predictions.csv")).trim().split("\n");

    expect(lines[0]).toBe("text,gold,predicted,probability");
    expect(lines).toHaveLength(10);
    expect((await read("errors.csv")).trim()).toBe("text,gold,predicted,probability");
  });

  test("escapes user text in the report", async () => {
    expect(await read("report.html")).not.toContain("<script>");
  });

  test("gives the same bits for the same seed", async () => {
    await runCli(["train", "--data", "news.csv", "--out", "runs/again", "--json", ...TINY], { cwd: folder });
    const weights = await Promise.all(
      ["mine", "again"].map((run) => readFile(join(folder, "runs", run, "model/weights.bin"))),
    );

    expect(weights[0]!.equals(weights[1]!)).toBe(true);
  });

  test("tests on a file of its own", async () => {
    await writeFile(join(folder, "test.csv"), "text,category\nteam goal,sport\nbank market,economy\n");
    const { stdout } = await runCli(["train", "--data", "news.csv", "--test-data", "test.csv", "--json", ...TINY], {
      cwd: folder,
    });

    expect(JSON.parse(stdout).test.examples).toBe(2);
  });

  test("says that noise is noise", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `word${(i * 7) % 13} word${(i * 11) % 17},${i % 2 ? "a" : "b"}`);
    await writeFile(join(folder, "noise.csv"), `text,category\n${rows.join("\n")}\n`);
    const { stdout } = await runCli(
      ["train", "--data", "noise.csv", "--split", "50/10/40", ...TINY, "--num-epochs", "1", "--learning-rate", "0"],
      { cwd: folder },
    );

    expect(stdout).toContain("cannot be told from chance");
  });

  test("keeps the best weights when it is interrupted", async () => {
    const { status, stderr, stdout } = await runCli(
      ["train", "--data", "news.csv", "--out", "runs/stopped", ...TINY, "--num-epochs", "500", "--patience", "500"],
      { cwd: folder, interruptAt: "epoch   1/500" },
    );

    expect(stderr).toContain("stopping after this batch");
    expect(stdout).toContain("stopped before its end; these are the best weights so far");
    expect(status).toBe(130);
    expect(await readdir(join(folder, "runs/stopped/model"))).toContain("weights.bin");
  });
});

describe("a trained model", () => {
  const model = "runs/mine/model";

  test("labels arguments", async () => {
    const { stdout } = await runCli(["predict", "--model", model, "team match", "bank trade"], { cwd: folder });

    expect(stdout).toMatch(/^sport\t[01]\.\d{4}\neconomy\t[01]\.\d{4}\n$/);
  });

  test("labels lines of standard input as JSON lines", async () => {
    const { stdout } = await runCli(["predict", "--model", model, "--json"], {
      cwd: folder,
      input: "atom cell\nteam goal",
    });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

    expect(lines.map(({ text, label }) => [text, label])).toEqual([
      ["atom cell", "science"],
      ["team goal", "sport"],
    ]);
  });

  test("labels a file", async () => {
    const { stdout } = await runCli(["predict", "--model", model, "--data", "news.csv"], { cwd: folder });

    expect(stdout.trim().split("\n")).toHaveLength(90);
  });

  test("is evaluated on a file", async () => {
    const { stdout } = await runCli(["evaluate", "--model", model, "--data", "news.csv", "--json"], { cwd: folder });

    expect(JSON.parse(stdout).test).toMatchObject({ examples: 90, accuracy: 1 });
  });

  test("is inspected", async () => {
    const { stdout } = await runCli(["inspect", "--model", model, "--json"], { cwd: folder });

    expect(JSON.parse(stdout)).toMatchObject({ labels: ["economy", "science", "sport"], config: { hiddenSize: 8 } });
  });

  test("is refused when a file is changed or missing", async () => {
    await cp(join(folder, model), join(folder, "broken"), { recursive: true });
    const weights = await readFile(join(folder, "broken/weights.bin"));
    weights[40]! ^= 1;
    await writeFile(join(folder, "broken/weights.bin"), weights);
    const changed = await runCli(["predict", "--model", "broken", "x"], { cwd: folder });
    const missing = await runCli(["predict", "--model", "nothing", "x"], { cwd: folder });

    expect(changed).toMatchObject({ status: 65, stdout: "" });
    expect(changed.stderr).toMatch(/^error\[MODEL_CORRUPT\] broken: weights.bin: SHA-256 differs from manifest\n/);
    expect(missing).toMatchObject({ status: 66, stdout: "" });
    expect(missing.stderr).toMatch(/^error\[FILE_MISSING\] nothing: no such folder/);
  });
});
