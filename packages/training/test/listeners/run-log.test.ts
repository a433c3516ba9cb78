import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { EpochRecord } from "../src/index.ts";
import { createRunLog } from "../src/node.ts";

const RECORD: EpochRecord = {
  ...{ epoch: 1, trainLoss: 0.5, trainAccuracy: 0.75, learningRate: 0.1, numTokens: 10, numSteps: 2 },
  ...{ validationLoss: 0.25, validationAccuracy: 1 },
};

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "training-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("writes a line of JSON an epoch, with its timing", async () => {
  const folder = makeFolder();
  const log = createRunLog(folder, { now: () => 0 });
  await log.epoch(RECORD, { durationMs: 3 });
  await log.epoch({ ...RECORD, epoch: 2 });
  log.close();

  const lines = readFileSync(join(folder, "metrics.jsonl"), "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { ...RECORD, durationMs: 3 },
    { ...RECORD, epoch: 2 },
  ]);
});

test("writes the curves for TensorBoard", async () => {
  const folder = makeFolder();
  const log = createRunLog(folder, { now: () => 0 });
  await log.epoch(RECORD);
  log.close();

  const [file] = readdirSync(join(folder, "tensorboard"));
  const events = readFileSync(join(folder, "tensorboard", file!), "latin1");
  for (const tag of ["loss/train", "loss/validation", "accuracy/train", "accuracy/validation"]) {
    expect(events).toContain(tag);
  }
});

test("says when it cannot write", () => {
  const file = join(makeFolder(), "file");
  writeFileSync(file, "");

  expect(() => createRunLog(file, { now: () => 0 })).toThrow(expect.objectContaining({ code: "WRITE_FAILED" }));
});
