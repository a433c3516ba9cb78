import type { Trainer } from "@newsclf/training";
import { expect, test } from "vitest";
import { createProgress } from "../../src/print/progress.ts";

const STEP = {
  ...{ epoch: 2, step: 35, numSteps: 74, globalStep: 109, loss: 1, gradNorm: 1, learningRate: 1 },
  ...{ train: { loss: 1.9102, accuracy: 0.218 }, numTokens: 50_000 },
};
const EPOCH = {
  ...{ epoch: 2, train: { loss: 1.3485, accuracy: 0.53 }, learningRate: 1, numTokens: 100_000, numSteps: 74 },
  validation: { loss: 0.6744, accuracy: 0.791 },
};

/** What a terminal of this width gets for a step and for an epoch; without one, what a log gets. */
function draw(columns: number | undefined): string[] {
  const written: string[] = [];
  const stream = { isTTY: columns !== undefined, columns, write: (text: string) => written.push(text) };
  let time = 0;
  const progress = createProgress({ stream: stream as unknown as NodeJS.WriteStream, now: () => time });
  time = 500;
  const trainer = { bestEpoch: 2, numEpochs: 30 } as Trainer;
  progress.onStep!(STEP, trainer);
  progress.onEpochEnd!(EPOCH, trainer);
  return written.map((text) => text.replace("\r\u001b[2K", "").trimEnd());
}

test("draws a bar with loss, accuracy, speed and time left, and a line an epoch", () => {
  expect(draw(130)).toEqual([
    "epoch 2/30 ███████████░░░░░░░░░░░░░ 35/74  loss 1.9102 accuracy 21.8 %  100,000 tokens/s  at most 0:30 left",
    "epoch  2/30  train loss 1.3485 accuracy 53.0 %  validation loss 0.6744 accuracy 79.1 %  200,000 tokens/s  0.5 s  best",
  ]);
});

test("fits 80 columns with all of it", () => {
  expect(draw(80)).toEqual([
    "epoch 2/30 █████░░░░░ 35/74  loss 1.910 acc 21.8 %  100k tok/s  0:30 left",
    "epoch  2/30  train 1.349 53.0 %  val 0.674 79.1 %  200k tok/s  0.5 s  best",
  ]);
});

test("writes a line an epoch where there is no terminal", () => {
  expect(draw(undefined)).toHaveLength(1);
});
