import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

describe("predictions", () => {
  test("of a run are measured as the run measured them", async () => {
    const file = "runs/mine/predictions.csv";
    const { status, stdout } = await runCli(["evaluate", "--predictions", file, "--json"], mine);
    const { test: ofRun, labels } = JSON.parse(await readFile(join(mine.cwd, "runs/mine/evaluation.json"), "utf8"));
    const { calibrationError, ...expected } = ofRun;
    const found = JSON.parse(stdout);

    expect(found).toEqual({
      test: { ...expected, loss: expect.closeTo(ofRun.loss, 6) },
      metrics: expect.objectContaining({
        ...{ accuracy: ofRun.accuracy, logLoss: expect.closeTo(ofRun.loss, 6) },
        calibrationError: expect.closeTo(calibrationError, 6),
      }),
      labels,
    });
    expect(status).toBe(0);
  });

  test("of any other model are read from columns of any name", async () => {
    await writeFile(join(mine.cwd, "other.csv"), "said;is\nred;red\n red ;blue\nblue;blue\ngreen;blue\n");
    const columns = ["--text-column", "said", "--label-column", "is", "--delimiter", ";"];
    const { stdout } = await runCli(["evaluate", "--predictions", "other.csv", ...columns], mine);

    expect(stdout).toMatch(/^accuracy 50\.0 % on 4 texts, macro F1 0\.389; most frequent class 75\.0 %\n/);
    expect(stdout).toContain("red: precision 0.500, recall 1.000, F1 0.667, 1 texts");
    expect(stdout).toContain("green: precision 0.000, recall 0.000, F1 0.000, 0 texts");
  });

  test("with probabilities of a class that no column stands for say so", async () => {
    await writeFile(join(mine.cwd, "part.csv"), "gold,predicted,probability:red\nblue,red,1\n");
    const { status, stderr } = await runCli(["evaluate", "--predictions", "part.csv"], mine);

    expect(stderr).toContain('part.csv (record 1): no column "probability:blue" for the label "blue"');
    expect(status).toBe(65);
  });

  test("that lack their columns say so", async () => {
    const { status, stderr } = await runCli(["evaluate", "--predictions", "news.csv"], mine);

    expect(stderr).toContain('error[CSV_NO_COLUMN] news.csv: no column "predicted"; found "text","category"');
    expect(status).toBe(65);
  });

  test.each([[[]], [["--model", "runs/mine/model", "--predictions", "x.csv"]]])("need no model: %j", async (args) => {
    const { status, stderr } = await runCli(["evaluate", ...args], mine);

    expect(stderr).toContain("error[CONFIG] expected --model or --predictions\n");
    expect(status).toBe(2);
  });

  test("need no data", async () => {
    const { stderr } = await runCli(["evaluate", "--predictions", "x.csv", "--data", "news.csv"], mine);

    expect(stderr).toContain("error[CONFIG] --data is for a model\n");
  });
});
