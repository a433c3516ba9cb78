import { appendFile, copyFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type CliResult, runCli, TINY, useTrainedRun } from "./_cli.ts";

const SPLIT = ["--split", "50/0/50", "--split-method", "hash"];
const mine = useTrainedRun("--preset", "fast", ...SPLIT);
const at = (...path: string[]): string => join(mine.cwd, ...path);
const compare = (...args: string[]): Promise<CliResult> => runCli(["compare", ...args], mine);

async function train(out: string, ...args: string[]): Promise<void> {
  const { status, stderr } = await runCli(
    ["train", "--data", "news.csv", ...SPLIT, "--out", out, ...TINY, ...args],
    mine,
  );
  if (status !== 0) throw new Error(stderr);
}

beforeAll(async () => {
  // Nothing that an LSTM learns.
  await train("runs/poor", "--parts", "lstm", "--folds", "none", "--learning-rate", "0.000001", "--num-epochs", "1");
  const more = Array.from({ length: 30 }, (_, i) => `"rain and wind and cloud, ${i}",weather\n`);
  await copyFile(at("news.csv"), at("more.csv"));
  await appendFile(at("more.csv"), more.join(""));
  await train("runs/more", "--preset", "fast", "--data", "more.csv");
});

test("says which run is better on the same texts, by how much, and how sure that is", async () => {
  const { status, stdout } = await compare("runs/poor", "runs/mine");

  expect(stdout).toMatch(
    /^runs\/mine is better than runs\/poor on the same \d+ test texts: accuracy 100\.0 % against \d+\.\d %, \+\d+\.\d points \(95 % interval \d+\.\d to \d+\.\d; McNemar's test: p = \d\S+; \d+ texts only runs\/mine has right, 0 only runs\/poor\); macro F1 1\.000 against 0\.\d+, \+\d+\.\d points \(95 % interval \d+\.\d to \d+\.\d; paired bootstrap\)\.\n/,
  );
  expect(status).toBe(0);
});

test("the first run is what the others are compared with", async () => {
  const { stdout } = await compare("runs/mine", "runs/poor");

  expect(stdout).toMatch(/^runs\/poor is worse than runs\/mine on .* points \(95 % interval −/);
});

test("shows the settings that differ, and no others", async () => {
  const { stdout } = await compare("runs/mine", "runs/poor");
  const [, table] = stdout.split("\n\n");

  expect(table!.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["settings that differ", "runs/mine", "runs/poor"],
    ["--folds", "3", "none"],
    ["--num-epochs", "6", "1"],
    ["--learning-rate", "0.05", "0.000001"],
    ["--parts", "ngrams", "lstm"],
  ]);
});

test("shows the scores of each side by side, as the runs have them", async () => {
  const { stdout } = await compare("runs/mine", "runs/poor");
  const table = stdout.trim().split("\n\n").at(-1)!;
  const { test: poor } = JSON.parse(await readFile(at("runs/poor/evaluation.json"), "utf8"));

  expect(table).toMatch(/^scores {2,}runs\/mine {2,}runs\/poor$/m);
  expect(table).toMatch(new RegExp(`^test macro F1 {2,}1\\.000 {2,}${poor.macroF1.toFixed(3)}$`, "m"));
  expect(table).toMatch(/^out of fold accuracy {2,}\d.* % .* {2,}-$/m);
  expect(table).toMatch(/^linear baseline accuracy /m);
});

test("finds the texts that both have where rows and classes are others, and says how many", async () => {
  const { stdout } = await compare("runs/mine", "runs/more", "--json");
  const { pairs, verdict } = JSON.parse(stdout);
  const [ofMine, ofMore] = await Promise.all(
    ["mine", "more"].map(async (run) => JSON.parse(await readFile(at("runs", run, "evaluation.json"), "utf8"))),
  );

  expect(pairs).toMatchObject([{ run: "runs/more", reference: "runs/mine", isSame: false }]);
  expect(pairs[0].examples).toBe(ofMine.test.examples);
  expect(verdict[0]).toContain(
    `the ${ofMine.test.examples} test texts that both have (of ${ofMore.test.examples} and ${ofMine.test.examples})`,
  );
});

test("with several comparisons one by chance counts less", async () => {
  const { stdout } = await compare("runs/mine", "runs/poor", "runs/more");

  expect(stdout).toContain("With 2 comparisons a difference is told from chance where p is below 0.025.\n");
});

test("a run is no better than its copy", async () => {
  await cp(at("runs/mine"), at("runs/copy"), { recursive: true });
  const { stdout } = await compare("runs/mine", "runs/copy");

  expect(stdout).toMatch(/^runs\/copy and runs\/mine have the same texts right on the same \d+ test texts: accuracy /);
  expect(stdout).toContain("\nAll settings are the same.\n");
});

test("says when no text is in both", async () => {
  await cp(at("runs/mine"), at("runs/other"), { recursive: true });
  await writeFile(at("runs/other/predictions.csv"), "text,gold,predicted,probability\nelsewhere,sport,sport,0.5\n");
  const { stdout, status } = await compare("runs/mine", "runs/other");

  expect(stdout).toMatch(
    /^runs\/other and runs\/mine have no test text in common: they cannot be compared text by text/,
  );
  expect(stdout).toMatch(/^test accuracy /m);
  expect(status).toBe(0);
});

test("cells that were disarmed for spreadsheets are the texts that they were", async () => {
  const table = (safe: string): string => `text,gold,predicted,probability\n${safe}-1 to 0,a,b,0.5\nx,b,b,0.5\n`;
  for (const [name, safe] of [
    ["plain", ""],
    ["safe", "'"],
  ] as const) {
    await cp(at("runs/mine"), at("runs", name), { recursive: true });
    await writeFile(at("runs", name, "predictions.csv"), table(safe));
    const config = JSON.parse(await readFile(at("runs", name, "config.json"), "utf8"));
    await writeFile(at("runs", name, "config.json"), JSON.stringify({ ...config, csvSafe: safe !== "" }));
  }
  const { stdout } = await compare("runs/plain", "runs/safe", "--json");

  expect(JSON.parse(stdout).pairs[0]).toMatchObject({ examples: 2, isSame: true });
});

describe("refuses", () => {
  test("a folder that is no run", async () => {
    const { status, stderr, stdout } = await compare("runs/mine", "runs");

    expect(stderr).toBe(
      "error[RUN_MISSING] runs: is no run folder\n  fix: name the folder that holds the config.json of a run\n",
    );
    expect({ status, stdout }).toEqual({ status: 66, stdout: "" });
  });

  test("a model, and names its run", async () => {
    const { status, stderr } = await compare("runs/poor", "runs/mine/model");

    expect(stderr).toBe("error[RUN_MISSING] runs/mine/model: is a model folder\n  fix: name its run: runs/mine\n");
    expect(status).toBe(66);
  });

  test("a run without an end, which goes on as it says", async () => {
    const args = ["train", "--data", "news.csv", ...SPLIT, "--out", "runs/cut", ...TINY, "--num-epochs", "60"];
    await runCli(args, { ...mine, interruptAt: ["epoch  5/60"], signal: "SIGKILL" });
    const { status, stderr } = await compare("runs/mine", "runs/cut");
    const resume = /fix: wait for it; or, if it was stopped, train with (--resume \S+)\n/.exec(stderr)?.[1];

    expect(stderr).toContain("error[RUN_UNFINISHED] runs/cut: this run has not come to its end\n");
    expect(status).toBe(66);
    await runCli(["train", ...resume!.split(" ")], mine);
    expect((await compare("runs/mine", "runs/cut")).status).toBe(0);
  });

  test("a run whose files were damaged", async () => {
    await cp(at("runs/mine"), at("runs/torn"), { recursive: true });
    await writeFile(at("runs/torn/evaluation.json"), '{"test"');
    const ofScores = await compare("runs/mine", "runs/torn");
    await copyFile(at("runs/mine/evaluation.json"), at("runs/torn/evaluation.json"));
    await writeFile(at("runs/torn/predictions.csv"), "text,gold,predicted,probability\na,b\n");
    const ofTable = await compare("runs/mine", "runs/torn");

    expect(ofScores.stderr).toMatch(
      /^error\[RUN_DAMAGED\] \S*runs\/torn\/evaluation\.json: .*\n {2}fix: repeat the run\n$/,
    );
    expect(ofTable.stderr).toMatch(/^error\[CSV_COLUMNS\] \S*runs\/torn\/predictions\.csv:2 /);
    expect([ofScores.status, ofTable.status]).toEqual([65, 65]);
    await rm(at("runs/torn"), { recursive: true });
  });

  test.each([
    [["runs/mine"], "expected at least two run folders, got 1"],
    [["runs/mine", "runs/poor", "runs/poor/"], "runs/poor/ is named twice"],
  ])("%j", async (folders, message) => {
    const { status, stderr } = await compare(...folders);

    expect(stderr).toContain(`error[CONFIG] ${message}\n`);
    expect(status).toBe(2);
  });
});
