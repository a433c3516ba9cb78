// Model folders that cannot be used.

import { createHash } from "node:crypto";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const RETRAIN = "\n  fix: copy the model folder again, or train it again\n";

/** A copy of the trained model, to break. */
async function copyModel(name: string): Promise<string> {
  await cp(join(mine.cwd, "runs/mine/model"), join(mine.cwd, name), { recursive: true });
  return join(mine.cwd, name);
}

/** Replaces a file and its entry in the manifest. */
async function forge(model: string, file: string, content: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(content));
  const manifest = JSON.parse(await readFile(join(model, "manifest.json"), "utf8"));
  manifest.files[file] = { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  await writeFile(join(model, file), bytes);
  await writeFile(join(model, "manifest.json"), JSON.stringify(manifest));
}

test.each(["config.json", "manifest.json", "model.json", "ngrams.bin", "tokenizer.json", "weights.bin"])(
  "refuses a model without %s",
  async (file) => {
    const model = await copyModel(`without-${file}`);
    await rm(join(model, file));
    const result = await runCli(["predict", "--model", `without-${file}`, "x"], mine);

    expect(result).toEqual({
      status: 65,
      stdout: "",
      stderr: `error[MODEL_MISSING] without-${file}: ${file}${RETRAIN}`,
    });
  },
);

test("refuses weights with a changed bit", async () => {
  const model = await copyModel("changed");
  const weights = await readFile(join(model, "weights.bin"));
  weights[40]! ^= 1;
  await writeFile(join(model, "weights.bin"), weights);
  const result = await runCli(["predict", "--model", "changed", "x"], mine);

  expect(result).toEqual({
    status: 65,
    stdout: "",
    stderr: `error[MODEL_CORRUPT] changed: weights.bin: SHA-256 differs from manifest${RETRAIN}`,
  });
});

test("refuses a file with a byte too many", async () => {
  const model = await copyModel("longer");
  await writeFile(join(model, "tokenizer.json"), "\n", { flag: "a" });
  const { status, stderr } = await runCli(["evaluate", "--model", "longer", "--data", "news.csv"], mine);

  expect(stderr).toMatch(/^error\[MODEL_SIZE\] longer: tokenizer\.json: (\d+) bytes, manifest says \d+\n/);
  expect(status).toBe(65);
});

test("refuses a manifest that is no JSON", async () => {
  const model = await copyModel("no-json");
  await writeFile(join(model, "manifest.json"), "{");
  const { status, stderr } = await runCli(["inspect", "--model", "no-json"], mine);

  expect(stderr).toMatch(
    /^error\[MODEL_JSON\] no-json: manifest\.json: .+\n {2}fix: copy the model folder again, or train it again\n$/,
  );
  expect(status).toBe(65);
});

test("refuses a setting that no model has, though the hashes are right", async () => {
  const model = await copyModel("forged");
  const config = JSON.parse(await readFile(join(model, "config.json"), "utf8"));
  await forge(model, "config.json", { ...config, lstm: { ...config.lstm, hiddenSize: "64x" } });
  const { status, stderr } = await runCli(["predict", "--model", "forged", "x"], mine);

  expect(stderr).toMatch(/^error\[MODEL_CONFIG\] forged: hiddenSize: expected integer 1\.\.4096, found "64x"\n$/);
  expect(status).toBe(65);
});

test("refuses a tokenizer that is none, though the hashes are right", async () => {
  await forge(await copyModel("no-tokenizer"), "tokenizer.json", {});
  const { status, stderr } = await runCli(["predict", "--model", "no-tokenizer", "x"], mine);

  expect(stderr).toMatch(/^error\[MODEL_JSON\] no-tokenizer: /);
  expect(stderr).not.toContain("--save-tokenizer");
  expect(status).toBe(65);
});

test("says that there is no such folder", async () => {
  const result = await runCli(["predict", "--model", "nothing", "x"], mine);

  expect(result).toEqual({
    status: 66,
    stdout: "",
    stderr: `error[FILE_MISSING] nothing: no such folder (looked in ${join(mine.cwd, "nothing")})\n`,
  });
});

test("names the model folder when it is given the run folder", async () => {
  const { status, stderr } = await runCli(["predict", "--model", "runs/mine", "x"], mine);

  expect(stderr).toBe(
    `error[MODEL_MISSING] runs/mine: is a run folder\n  fix: --model ${join("runs/mine", "model")}\n`,
  );
  expect(status).toBe(65);
});

test("with --json the error is one object", async () => {
  const { stderr } = await runCli(["predict", "--model", "nothing", "--json", "x"], mine);

  expect(JSON.parse(stderr)).toMatchObject({ code: "FILE_MISSING", place: "nothing" });
});
