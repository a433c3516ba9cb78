import type { EpochRecord } from "@newsclf/classifier/node";
import { expect, test } from "vitest";
import { createProgress } from "../../src/print/progress.ts";

const STEP = { done: 0.25, epoch: 2, numEpochs: 30 };
const EPOCH: EpochRecord = {
  ...{ epoch: 2, train: { loss: 1.3485, accuracy: 0.53 }, learningRate: 1, numTokens: 100_000, numSteps: 74 },
  validation: { loss: 0.6744, accuracy: 0.791 },
};
const { validation: MEASURED, ...WITHOUT_VALIDATION } = EPOCH;
const IN_FOLDS: EpochRecord = { ...WITHOUT_VALIDATION, outOfFold: MEASURED! };

/** What a terminal of this width gets for a step and for an epoch; without one, what a log gets. */
function draw(columns: number | undefined, epoch: EpochRecord = EPOCH, isOld = false): string[] {
  const written: string[] = [];
  const stream = { isTTY: columns !== undefined, columns, write: (text: string) => written.push(text) };
  let time = 0;
  const progress = createProgress({ stream: stream as unknown as NodeJS.WriteStream, now: () => time });
  progress.onStart!();
  time = 500;
  progress.onStep!(STEP);
  progress.onEpochEnd!(epoch, { ...STEP, isOld });
  return written.map((text) => text.replace("\r\u001b[2K", "").trimEnd());
}

test("draws a bar with the time left, and a line an epoch with scores and speed", () => {
  expect(draw(130)).toEqual([
    "epoch 2/30 ██████░░░░░░░░░░░░░░░░░░ 25 %  at most 1.5 s left",
    "epoch  2/30  train loss 1.3485 accuracy 53.0 %  validation loss 0.6744 accuracy 79.1 %  200,000 tokens/s  0.5 s",
  ]);
});

test("fits 80 columns with all of it", () => {
  expect(draw(80)[1]).toBe("epoch  2/30  train 1.349 53.0 %  val 0.674 79.1 %  200k tok/s  0.5 s");
});

test("shortens the bar where there is no room", () => {
  expect(draw(50)[0]).toBe("epoch 2/30 ███░░░░░░░ 25 %  at most 1.5 s left");
});

test("shows what was measured out of fold", () => {
  expect(draw(130, IN_FOLDS)[1]).toContain("  out-of-fold loss 0.6744 accuracy 79.1 %  ");
  expect(draw(80, IN_FOLDS)[1]).toContain("  oof 0.674 79.1 %  ");
});

test("shows what was measured out of fold beside the validation split, and neither where there is none", () => {
  const both = "train loss 1.3485 accuracy 53.0 %  validation loss 0.6744 accuracy 79.1 %  out-of-fold loss 0.6744";

  expect(draw(undefined, { ...EPOCH, outOfFold: MEASURED! })[0]).toContain(both);
  expect(draw(undefined, WITHOUT_VALIDATION)[0]).toBe(
    "epoch  2/30  train loss 1.3485 accuracy 53.0 %  200,000 tokens/s  0.5 s",
  );
});

test("shows no speed of an epoch that an earlier process did", () => {
  expect(draw(130, EPOCH, true)[1]).toMatch(/accuracy 79\.1 % {2}done before$/);
});

test("counts the time left from where an earlier process came to", () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 130, write: (text: string) => written.push(text) };
  let time = 0;
  const progress = createProgress({ stream: stream as unknown as NodeJS.WriteStream, now: () => time });
  progress.onStart!();
  for (const done of [0.8, 0.85, 0.9]) {
    time += 1000;
    progress.onStep!({ ...STEP, done });
  }

  expect(written.at(-1)).toContain(" 90 %  at most 3.0 s left");
});

test("writes a line an epoch where there is no terminal", () => {
  expect(draw(undefined)).toHaveLength(1);
});
