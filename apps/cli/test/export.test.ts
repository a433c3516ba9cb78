import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXPORT_FORMATS } from "@newsclf/export";
import { expect, test } from "vitest";
import { LSTM_ALONE, runCli, useTrainedRun } from "./_cli.ts";

const both = useTrainedRun();
const lstm = useTrainedRun(...LSTM_ALONE);
const EXPORT = ["export", "--format"];

test("writes a folder and says what is in it", async () => {
  const { status, stdout } = await runCli([...EXPORT, "onnx", "runs/mine/model", "exported"], both);

  expect(status).toBe(0);
  expect(stdout).toMatch(/^exported\/model\.onnx {2}[\d,]+ bytes\nexported\/tokenizer\.json {2}[\d,]+ bytes\n$/);
  expect(readdirSync(join(both.cwd, "exported")).sort()).toEqual(["model.onnx", "tokenizer.json"]);
});

test("prints one JSON object", async () => {
  const { stdout } = await runCli([...EXPORT, "safetensors", "runs/mine/model", "weights", "--json"], both);
  const size = readFileSync(join(both.cwd, "weights", "model.safetensors")).length;

  expect(JSON.parse(stdout)).toMatchObject({
    format: "safetensors",
    folder: expect.stringMatching(/weights$/),
    files: [{ name: "model.safetensors", size }, { name: "tokenizer.json" }],
  });
});

test("tells in the model card what the run knows", async () => {
  const { status } = await runCli(
    [...EXPORT, "huggingface", "runs/mine/model", "news", "--language", "en", "--license", "mit"],
    lstm,
  );
  const card = readFileSync(join(lstm.cwd, "news", "README.md"), "utf8");

  expect(status).toBe(0);
  expect(card).toContain('\nlanguage: "en"\nlicense: "mit"\n');
  expect(card).toContain("\n# news\n");
  expect(card).toContain("| news.csv | 90 |");
  expect(card).toContain("## Results");
  expect(card).not.toContain(lstm.cwd);
});

test("says how to train for Hugging Face", async () => {
  const { status, stderr } = await runCli([...EXPORT, "huggingface", "runs/mine/model", "refused"], both);

  expect(status).toBe(65);
  expect(stderr).toMatch(/^error\[EXPORT_NGRAMS\] .*\n {2}fix: train with --parts lstm, or export onnx/);
  expect(readdirSync(both.cwd)).not.toContain("refused");
});

test("takes no folder that is there", async () => {
  const { status, stderr } = await runCli([...EXPORT, "tfjs", "runs/mine/model", "runs"], both);

  expect(status).toBe(73);
  expect(stderr).toBe("error[FILE_EXISTS] runs: is there already\n  fix: choose another folder\n");
});

test("wants a model, not a run", async () => {
  const { status, stderr } = await runCli([...EXPORT, "tfjs", "runs/mine", "stock"], both);

  expect(status).toBe(65);
  expect(stderr).toBe(
    `error[MODEL_MISSING] runs/mine: is a run folder\n  fix: give ${join("runs", "mine", "model")}\n`,
  );
});

test("knows all formats", async () => {
  const { stdout } = await runCli(["export", "--help"], both);

  for (const format of EXPORT_FORMATS) expect(stdout).toContain(`"${format}"`);
});
