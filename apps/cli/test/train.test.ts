import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SETTING_NAMES } from "@newsclf/classifier/settings";
import { expect, test } from "vitest";
import { BINARY, runCli, TINY, useTrainedRun, withFolder, writeNews } from "./_cli.ts";

const mine = useTrainedRun();
const LABELS = ["economy", "science", "sport"];
const TRAIN = ["train", "--data", "news.csv", "--json", ...TINY];

const readBytes = (name: string, run = "mine"): Promise<Buffer> => readFile(join(mine.cwd, "runs", run, name));
const read = async (name: string, run?: string): Promise<string> => (await readBytes(name, run)).toString();
const readJson = async (name: string, run?: string) => JSON.parse(await read(name, run));

test("fills the run folder", async () => {
  expect(mine.result.stderr).not.toContain("error");
  expect(mine.result.status).toBe(0);
  expect((await readdir(join(mine.cwd, "runs/mine"))).sort()).toEqual([
    "config.json",
    "errors.csv",
    "evaluation.json",
    "metrics.jsonl",
    "model",
    "out-of-fold.csv",
    "predictions.csv",
    "report.html",
    "splits.json",
    "tensorboard",
  ]);
});

test("prints one JSON object, which is evaluation.json and the folder", async () => {
  expect(JSON.parse(mine.result.stdout)).toEqual({
    ...(await readJson("evaluation.json")),
    run: join(mine.cwd, "runs/mine"),
  });
});

test("evaluation.json holds the scores on the test split", async () => {
  const { test: scores, labels } = await readJson("evaluation.json");

  expect(labels).toEqual(LABELS);
  expect(scores).toMatchObject({ examples: 9, accuracy: 1, macroF1: 1, majorityRate: 1 / 3 });
  expect(scores.loss).toBeLessThan(0.5);
});

test("config.json holds every setting and the hash of the data", async () => {
  const { preset, run, ...settings } = await readJson("config.json");

  expect(preset).toBe("default");
  expect(settings).toMatchObject({ hiddenSize: 8, batchSize: 8, seed: 0, patience: 4 });
  expect(settings).toMatchObject({ parts: ["lstm", "ngrams"], folds: 3, split: [0.9, 0, 0.1], earlyStopping: false });
  expect(Object.keys(settings)).toEqual(SETTING_NAMES);
  expect(settings).toMatchObject({ data: "news.csv", textColumn: ["text"], labelColumn: "category", limit: null });
  const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(run.dataFiles).toEqual([{ path: join(mine.cwd, "news.csv"), sha256, numRows: 90 }]);
});

test("metrics.jsonl holds a line an epoch", async () => {
  const epochs = (await read("metrics.jsonl"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(epochs[5].outOfFoldLoss).toBeLessThan(epochs[0].outOfFoldLoss);
  expect(epochs[5].trainLoss).toBeLessThan(epochs[0].trainLoss);
  expect(epochs[5]).not.toHaveProperty("validationLoss");
});

test("tensorboard/ holds the curves under their names", async () => {
  const [file] = await readdir(join(mine.cwd, "runs/mine/tensorboard"));

  const events = await read(`tensorboard/${file}`);
  for (const curve of ["loss/train", "accuracy/train", "loss/outOfFold", "accuracy/outOfFold"]) {
    expect(events).toContain(curve);
  }
});

test("predictions.csv holds every test row with gold, prediction and probability", async () => {
  const [header, ...rows] = (await read("predictions.csv")).trim().split("\n");

  expect(header).toBe("text,gold,predicted,probability,probability:economy,probability:science,probability:sport");
  expect(rows).toHaveLength(9);
  expect(rows[0]).toMatch(/^"the .*",(\w+),\1,[01]\.\d{4}(,[\d.e-]+){3}\s*$/);
});

test("errors.csv has only a header where there is no error", async () => {
  expect((await read("errors.csv")).trim()).toBe("text,gold,predicted,probability");
});

test("report.html escapes the text of wrong rows", async () => {
  // The sport text is called economy in the test file: an error for the report to show.
  await writeFile(join(mine.cwd, "wrong.csv"), "text,category\nteam goal <script>alert(1)</script>,economy\n");
  await runCli([...TRAIN, "--test-data", "wrong.csv", "--out", "runs/wrong"], mine);
  const report = await read("report.html", "wrong");

  expect(report).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(report).not.toContain("<script");
});

test("shows rows, classes, splits, lengths and the model on stderr", () => {
  const { stderr } = mine.result;

  expect(stderr).toContain("news.csv: 90 rows");
  expect(stderr).toContain("economy 30, science 30, sport 30");
  expect(stderr).toContain("\nsplits      train 81 in 3 folds, test 9\n");
  expect(stderr).toMatch(/total +[\d,]+/);
});

test("prints a line an epoch where stderr is no terminal", () => {
  const lines = mine.result.stderr.match(/^epoch .*$/gm)!;

  expect(lines.map((line) => line.slice(0, 9))).toEqual([1, 2, 3, 4, 5, 6].map((n) => `epoch ${n}/6`));
  for (const line of lines) {
    expect(line).toMatch(
      / {2}train loss [\d.]+ accuracy [\d.]+ % {2}out-of-fold loss [\d.]+ accuracy [\d.]+ % {2}[\d,]+ tokens\/s/,
    );
  }
  expect(mine.result.stderr).not.toContain("\u001b");
});

test("gives the same model and scores for the same seed", async () => {
  await runCli([...TRAIN, "--out", "runs/again"], mine);

  // It has the hashes of the other files.
  expect(await read("model/manifest.json")).toBe(await read("model/manifest.json", "again"));
  expect(await read("evaluation.json")).toBe(await read("evaluation.json", "again"));
});

test("gives other weights for another seed", async () => {
  await runCli([...TRAIN, "--out", "runs/other", "--seed", "1"], mine);

  expect((await readBytes("model/weights.bin")).equals(await readBytes("model/weights.bin", "other"))).toBe(false);
});

test.each([
  ["wasm", /^wasm (simd128|relaxed-simd)$/],
  ["reference", /^reference tfjs-wasm$/],
])("trains on the engine %s too", async (backend, engine) => {
  await runCli([...TRAIN, "--out", `runs/${backend}`, "--backend", backend], mine);

  expect((await readJson("config.json", backend)).run.versions.engine).toMatch(engine);
  expect((await readJson("evaluation.json", backend)).test.accuracy).toBe(1);
});

test("tests on a file of its own", async () => {
  await writeFile(join(mine.cwd, "test.csv"), "text,category\nteam goal,sport\nbank market,economy\n");
  const { stdout, stderr } = await runCli([...TRAIN, "--test-data", "test.csv"], mine);

  expect(JSON.parse(stdout).test).toMatchObject({ examples: 2, majorityRate: 0.5 });
  expect(stderr).toContain("\nsplits      train 90 in 3 folds, test 2\n");
});

test("counts the rows that it leaves out", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "news.csv"), "a text,\n,sport\n", { flag: "a" });
    const { stderr } = await runCli(TRAIN, { cwd });

    expect(stderr).toContain("news.csv: 92 rows; 2 dropped: 1 without text, 1 without label");
  });
});

test("in the folder of the package, relative paths mean INIT_CWD", async () => {
  const packageFolder = dirname(dirname(BINARY));
  const { stdout } = await runCli([...TRAIN, "--out", "runs/elsewhere"], { cwd: packageFolder, initCwd: mine.cwd });

  expect(JSON.parse(stdout).run).toBe(join(mine.cwd, "runs/elsewhere"));
});

test("elsewhere, relative paths mean the working directory", async () => {
  await withFolder(async (initCwd) => {
    const { stdout } = await runCli([...TRAIN, "--out", "runs/here"], { ...mine, initCwd });

    expect(JSON.parse(stdout).run).toBe(join(mine.cwd, "runs/here"));
  });
});

test("without --out takes the next free folder, also when two runs start at once", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await Promise.all([runCli(TRAIN, { cwd }), runCli(TRAIN, { cwd })]);

    expect((await readdir(join(cwd, "runs"))).sort()).toEqual(["news-1", "news-2"]);
  });
});

test("repeats a run from its config.json, but for what flags say", async () => {
  const again = ["--config", "runs/mine/config.json", "--json"];
  await runCli(["train", ...again, "--out", "runs/repeated"], mine);
  await runCli(["train", ...again, "--out", "runs/varied", "--seed", "1"], mine);

  const weights = await readBytes("model/weights.bin");
  expect(await read("model/manifest.json", "repeated")).toBe(await read("model/manifest.json"));
  expect(weights.equals(await readBytes("model/weights.bin", "varied"))).toBe(false);
});

test("repeats a run of the preset notebook from its config.json", async () => {
  const small = [
    "--limit",
    "40",
    "--embedding-size",
    "2",
    "--hidden-size",
    "2",
    "--max-length",
    "4",
    "--num-epochs",
    "1",
  ];
  await runCli(["train", "--preset", "notebook", "--data", "news.csv", "--out", "runs/tour", ...small], mine);
  await runCli(["train", "--config", "runs/tour/config.json", "--out", "runs/tour-again"], mine);

  expect(await readJson("config.json", "tour-again")).toEqual(await readJson("config.json", "tour"));
  expect((await readJson("config.json", "tour")).preset).toBe("notebook");
});

test("a preset in a config file counts, and a flag undoes it", async () => {
  await writeFile(join(mine.cwd, "preset.json"), '\ufeff{ "preset": "notebook", "numEpochs": 1, "maxLength": 4 }');
  await runCli(
    ["train", "--config", "preset.json", "--data", "news.csv", "--batch-size", "8", "--out", "runs/p"],
    mine,
  );

  expect(await readJson("config.json", "p")).toMatchObject({ preset: "notebook", batchSize: 8, numLayers: 2 });
});

test("a split method from a flag does not ask for the column of the config file", async () => {
  await writeFile(join(mine.cwd, "time.json"), '{ "splitMethod": "time", "splitColumn": "date", "data": "news.csv" }');
  const args = ["train", "--config", "time.json", "--split-method", "random", "--out", "runs/random", ...TINY];

  expect((await runCli(args, mine)).status).toBe(0);
  expect(await readJson("config.json", "random")).toMatchObject({ splitMethod: "random", splitColumn: null });
});

test("takes none for no limit", async () => {
  const none = ["--max-grad-norm", "none", "--max-batch-tokens", "none"];
  const { status } = await runCli([...TRAIN, ...none, "--out", "runs/none"], mine);

  expect(status).toBe(0);
  expect(await readJson("config.json", "none")).toMatchObject({ maxGradNorm: null, maxBatchTokens: null });
});

test("a config file without data does not mean the sample", async () => {
  await writeFile(join(mine.cwd, "no-data.json"), "{}");
  const { status, stderr } = await runCli(["train", "--config", "no-data.json"], mine);

  expect(stderr).toBe("error[CONFIG] --data is missing\n  fix: name the texts to train on\n");
  expect(status).toBe(2);
});

test.each([
  ["{", "error[CONFIG] bad.json: no JSON: "],
  [
    '{ "learnignRate": 1 }',
    'error[CONFIG] bad.json: unknown setting "learnignRate"\n  fix: did you mean learningRate?',
  ],
  ['{ "hiddenSize": "64x" }', 'error[CONFIG] bad.json: hiddenSize: expected an integer in 1..4096, found "64x"'],
])("refuses the config file %s", async (json, message) => {
  await writeFile(join(mine.cwd, "bad.json"), json);
  const { status, stderr } = await runCli(["train", "--config", "bad.json"], mine);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test("says where it looked for a config file", async () => {
  const { status, stderr } = await runCli(["train", "--config", "none.json"], mine);

  expect(stderr).toBe(`error[FILE_MISSING] none.json: no such file (looked in ${join(mine.cwd, "none.json")})\n`);
  expect(status).toBe(66);
});

test("the preset notebook keeps its ten epochs on the sample", async () => {
  const small = ["--limit", "40", "--embedding-size", "2", "--hidden-size", "2", "--max-length", "4"];
  await runCli(["train", "--preset", "notebook", "--out", "runs/notebook", ...small], mine);
  const { preset, ...settings } = await readJson("config.json", "notebook");

  expect(preset).toBe("notebook");
  expect(settings).toMatchObject({ numEpochs: 10, batchSize: 4, monitor: "trainLoss", hiddenSize: 2 });
});

test("says that noise is noise", async () => {
  const rows = Array.from({ length: 200 }, (_, i) => `word${(i * 7) % 13} word${(i * 11) % 17},${i % 2 ? "a" : "b"}`);
  await writeFile(join(mine.cwd, "noise.csv"), `text,category\n${rows.join("\n")}\n`);
  const untrained = [...TINY, "--num-epochs", "1", "--learning-rate", "0"];
  const { stdout } = await runCli(["train", "--data", "noise.csv", "--split", "50/10/40", ...untrained], mine);

  expect(stdout).toContain("cannot be told from chance");
});

test("a model that reads padding is measured as it was trained", async () => {
  const notebook = ["--preset", "notebook", "--max-length", "8", "--hidden-size", "4", "--num-epochs", "1"];
  const { stdout } = await runCli([...TRAIN, "--test-data", "news.csv", "--out", "runs/padded", ...notebook], mine);
  const again = await runCli(["evaluate", "--model", "runs/padded/model", "--data", "news.csv", "--json"], mine);

  expect(JSON.parse(again.stdout).test.loss).toBeCloseTo(JSON.parse(stdout).test.loss, 5);
});
