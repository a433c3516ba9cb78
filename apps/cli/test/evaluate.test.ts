import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const EVALUATE = ["evaluate", "--model", "runs/mine/model"];

test("measures on a file", async () => {
  const { status, stdout } = await runCli([...EVALUATE, "--data", "news.csv"], mine);

  expect(stdout).toMatch(/^accuracy 100\.0 % on 90 texts, macro F1 1\.000, loss 0\.\d+; most frequent class 33\.3 %\n/);
  expect(stdout).toContain("sport: precision 1.000, recall 1.000, F1 1.000, 30 texts");
  expect(status).toBe(0);
});

test("prints one JSON object", async () => {
  const { stdout } = await runCli([...EVALUATE, "--data", "news.csv", "--json"], mine);

  expect(JSON.parse(stdout)).toMatchObject({
    test: { examples: 90, accuracy: 1, macroF1: 1, majorityRate: 1 / 3 },
    labels: ["economy", "science", "sport"],
  });
});

test("refuses a label that the model does not know", async () => {
  await writeFile(join(mine.cwd, "new.csv"), "text,category\nteam,sport\nteam,\u001b[31mred\n");
  const { status, stdout, stderr } = await runCli([...EVALUATE, "--data", "new.csv"], mine);

  expect(stderr).toContain(
    'error[DATA_UNKNOWN_LABEL] new.csv (record 2): label "\\u{1b}[31mred" is none of the model\'s: economy, science, sport',
  );
  expect({ status, stdout }).toEqual({ status: 65, stdout: "" });
});

test("refuses a file without a usable row", async () => {
  await writeFile(join(mine.cwd, "blank.csv"), "text,category\n,sport\n");
  const { status, stderr } = await runCli([...EVALUATE, "--data", "blank.csv"], mine);

  expect(stderr).toMatch(/^error\[CSV_NO_ROWS\] blank\.csv: none of the 1 rows has a text and a label\n {2}fix: /);
  expect(status).toBe(65);
});

test("asks for the data", async () => {
  const { status, stderr } = await runCli(EVALUATE, mine);

  expect(stderr).toMatch(/^error\[CONFIG\] --data is missing\n/);
  expect(status).toBe(2);
});
