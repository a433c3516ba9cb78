import { expect, test } from "vitest";
import { runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const INSPECT = ["inspect", "--model", "runs/mine/model"];

test("shows labels, n-grams, vocabulary and parameters", async () => {
  const { stdout } = await runCli(INSPECT, mine);

  expect(stdout).toMatch(
    /^labels +economy, science, sport\nn-grams +\d+ of words, \d+ of characters\nvocabulary +\d+ ids\n/,
  );
  expect(stdout).toMatch(/^ {2}first +\[PAD\] \[UNK\] /m);
  expect(stdout).toMatch(/^total +[\d,]+$/m);
});

test("prints one JSON object", async () => {
  const { stdout } = await runCli([...INSPECT, "--json"], mine);

  expect(JSON.parse(stdout)).toMatchObject({
    labels: ["economy", "science", "sport"],
    ngrams: { words: expect.any(Number), characters: expect.any(Number) },
    maxLength: 256,
    vocabulary: { size: 47, first: expect.arrayContaining([{ id: 0, token: "[PAD]" }]) },
    config: { hiddenSize: 8, numClasses: 3 },
  });
});

test("shows the compute engine without a model", async () => {
  const { stdout } = await runCli(["inspect", "--engine", "--backend", "wasm", "--threads", "2"], mine);

  expect(stdout).toMatch(/^engine {6}wasm (simd128|relaxed-simd), 2 threads \(asked for\)\n$/);
});

test("asks what to inspect", async () => {
  const { status, stderr } = await runCli(["inspect"], mine);

  expect(stderr).toBe("error[CONFIG] nothing to inspect\n  fix: give --model <folder> or --engine\n");
  expect(status).toBe(2);
});
