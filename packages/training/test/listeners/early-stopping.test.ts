import { expect, test } from "vitest";
import { createWatch, type EarlyStoppingOptions } from "../src/early-stopping.ts";

/** Feeds validation losses; returns the best epoch and the epoch after which to stop. */
function watchLosses(losses: number[], options: Partial<EarlyStoppingOptions>): { bestEpoch: number; stop: number } {
  const watch = createWatch(options, true);
  const stops = losses.map((loss, i) => {
    const record = { epoch: i + 1, trainLoss: 0, trainAccuracy: 0, learningRate: 0, numTokens: 0, numSteps: 0 };
    return watch.update({ ...record, validationLoss: loss, validationAccuracy: loss }).shouldStop;
  });
  return { bestEpoch: watch.bestEpoch, stop: stops.indexOf(true) + 1 };
}

test("stops after so many epochs without a gain", () => {
  expect(watchLosses([5, 4, 4, 4.5, 3], { patience: 2 })).toEqual({ bestEpoch: 5, stop: 4 });
});

test("starts to count again after a gain", () => {
  expect(watchLosses([5, 6, 4, 5, 6], { patience: 2 })).toEqual({ bestEpoch: 3, stop: 5 });
});

test("takes gains within minDelta for none, but remembers the best epoch", () => {
  expect(watchLosses([5, 4.9, 4.8], { patience: 2, minDelta: 0.5 })).toEqual({ bestEpoch: 3, stop: 3 });
});

test("adds small gains up", () => {
  expect(watchLosses([5, 4.7, 4.4, 4.1], { patience: 2, minDelta: 0.5 })).toEqual({ bestEpoch: 4, stop: 0 });
});

test("wants accuracies to rise", () => {
  expect(watchLosses([0.5, 0.6, 0.4], { monitor: "validationAccuracy", patience: 1 })).toEqual({
    bestEpoch: 2,
    stop: 3,
  });
});

test("takes the direction that it is given", () => {
  expect(watchLosses([1, 2, 1], { mode: "max", patience: 1 })).toEqual({ bestEpoch: 2, stop: 3 });
});

test("never stops without patience", () => {
  expect(watchLosses([1, 2, 3], {})).toEqual({ bestEpoch: 1, stop: 0 });
});
