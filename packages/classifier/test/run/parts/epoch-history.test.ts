import type { EpochRecord } from "@newsclf/training";
import { expect, test } from "vitest";
import { EpochHistory } from "../../../src/run/parts/epoch-history.ts";

const record = (epoch: number, train: number, heldOut?: number): EpochRecord => ({
  ...{ epoch, train: { loss: train }, learningRate: 0.1, numTokens: 10, numSteps: 2 },
  ...(heldOut !== undefined && { validation: { loss: heldOut } }),
});

const FOLD = { numTrained: 20, numHeldOut: 10, isFold: true };

test("an epoch is over when all jobs have done it", () => {
  const told: EpochRecord[] = [];
  const history = new EpochHistory([FOLD, FOLD], (epoch) => told.push(epoch));
  history.add(0, record(1, 1, 1));
  history.add(0, record(2, 1, 1));

  expect(told).toEqual([]);
  history.add(1, record(1, 1, 1));
  expect(told.map(({ epoch }) => epoch)).toEqual([1]);
});

test("folds count by their rows", () => {
  const history = new EpochHistory([FOLD, { ...FOLD, numTrained: 60, numHeldOut: 30 }], () => {});
  history.add(0, record(1, 2, 4));
  history.add(1, record(1, 1, 2));

  expect(history.epochs).toEqual([
    { ...{ epoch: 1, learningRate: 0.1, numTokens: 20, numSteps: 4 }, train: { loss: 1.25 }, outOfFold: { loss: 2.5 } },
  ]);
});

test("what is trained on all rows tells of the validation split, beside the folds", () => {
  const history = new EpochHistory([FOLD, { numTrained: 30, numHeldOut: 5, isFold: false }], () => {});
  history.add(0, record(1, 1, 2));
  history.add(1, record(1, 9, 3));

  expect(history.epochs[0]).toMatchObject({ train: { loss: 1 }, outOfFold: { loss: 2 }, validation: { loss: 3 } });
});

test("a job that has ended is not waited for", () => {
  const history = new EpochHistory([FOLD, FOLD], () => {});
  history.add(0, record(1, 1, 1));
  history.end(1);

  expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1]);
});
