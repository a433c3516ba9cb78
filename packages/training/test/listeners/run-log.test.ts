import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { EpochRecord } from "../../src/index.ts";
import { createRunLog } from "../../src/node.ts";
import { summaries } from "../logging/_events.ts";

const RECORD: EpochRecord = {
  ...{ epoch: 1, train: { loss: 0.5, accuracy: 0.75 }, validation: { loss: 0.25, accuracy: 1 } },
  ...{ learningRate: 0.1, numTokens: 10, numSteps: 2 },
};

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "training-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("writes a line of JSON an epoch, with how long it took", async () => {
  const folder = makeFolder();
  let time = 1000;
  const log = createRunLog(folder, { now: () => 0, elapsed: () => time });
  log.onStart();
  time += 5;
  await log.onEpochEnd(RECORD);
  time += 20;
  await log.onEpochEnd({ ...RECORD, epoch: 2 });
  log.onEnd();

  const lines = readFileSync(join(folder, "metrics.jsonl"), "utf8").trim().split("\n");
  const scores = { trainLoss: 0.5, trainAccuracy: 0.75, validationLoss: 0.25, validationAccuracy: 1 };
  const counts = { learningRate: 0.1, numTokens: 10, numSteps: 2 };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { epoch: 1, ...scores, ...counts, durationMs: 5, tokensPerSecond: 2000 },
    { epoch: 2, ...scores, ...counts, durationMs: 20, tokensPerSecond: 500 },
  ]);
});

test("writes the curves for TensorBoard", async () => {
  const folder = makeFolder();
  const log = createRunLog(folder, { now: () => 0, elapsed: () => 0 });
  log.onStart();
  await log.onEpochEnd(RECORD);
  log.onEnd();

  const [file] = readdirSync(join(folder, "tensorboard"));
  const events = readFileSync(join(folder, "tensorboard", file!), "latin1");
  for (const tag of ["loss/train", "loss/validation", "accuracy/train", "accuracy/validation"]) {
    expect(events).toContain(tag);
  }
});

test("an epoch that was being written when a process was killed is written once", async () => {
  const folder = makeFolder();
  let time = 0;
  const weights = { w: { min: 0, max: 1, sum: 1, sumSquares: 1, counts: [1, 1] } };
  const first = createRunLog(folder, { now: () => time, elapsed: () => 0 });
  first.onStart();
  for (const epoch of [1, 2]) await first.onEpochEnd({ ...RECORD, epoch }, { weights });
  first.onEnd();
  // TensorBoard has the second epoch, metrics.jsonl has not.
  const path = join(folder, "metrics.jsonl");
  writeFileSync(path, `${readFileSync(path, "utf8").split("\n")[0]}\n`);
  time = 5000;
  const second = createRunLog(folder, { now: () => time, elapsed: () => 0 });
  second.onStart();
  for (const epoch of [1, 2, 3]) await second.onEpochEnd({ ...RECORD, epoch }, { weights });
  second.onEnd();

  const files = readdirSync(join(folder, "tensorboard")).map((file) => readFileSync(join(folder, "tensorboard", file)));
  const told = files.flatMap(summaries);
  for (const tag of ["loss/train", "weights/w"]) {
    expect(told.filter((summary) => summary.tag === tag).map(({ step }) => step)).toEqual([1, 2, 3]);
  }
});

test("says when it cannot write", () => {
  const file = join(makeFolder(), "file");
  writeFileSync(file, "");
  const log = createRunLog(file, { now: () => 0, elapsed: () => 0 });

  expect(() => log.onStart()).toThrow(expect.objectContaining({ code: "WRITE_FAILED" }));
  expect(() => log.onEnd()).not.toThrow();
});
