import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProject, installPackage, runCli, writeNews } from "./_project.ts";

const TINY = [
  ...["--data", "news.csv", "--embedding-size", "8", "--hidden-size", "8", "--num-epochs", "3", "--batch-size", "8"],
  ...["--num-layers", "2", "--min-frequency", "1", "--learning-rate", "0.05"],
];

/** Train loss of each epoch. */
function lossesOf(project: string, run: string): number[] {
  const lines = readFileSync(join(project, run, "metrics.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => (JSON.parse(line) as { trainLoss: number }).trainLoss);
}

test("trains as the portable engine does, twice with the same bits", async () => {
  const project = await createProject();
  installPackage(project, "@tensorflow/tfjs-node");
  writeNews(project);
  for (const [out, backend] of [
    ["a", "tensorflow"],
    ["b", "tensorflow"],
    ["c", "wasm"],
  ] as const) {
    const { status, stderr } = await runCli(["train", ...TINY, "--out", out, "--backend", backend], project);
    expect(status, stderr).toBe(0);
  }

  const [a, b, c] = ["a", "b", "c"].map((run) => lossesOf(project, run)) as [number[], number[], number[]];
  expect(a).toEqual(b);
  expect(readFileSync(join(project, "a/model/weights.bin"))).toEqual(
    readFileSync(join(project, "b/model/weights.bin")),
  );
  // Three epochs of rounding differences.
  a.forEach((loss, epoch) => {
    expect(Math.abs(loss - c[epoch]!)).toBeLessThan(1e-3);
  });
});
