import { expect, test } from "vitest";
import { createEarlyStopping, type EarlyStoppingOptions, type EpochRecord, type Trainer } from "../../src/index.ts";
import { followMonitor } from "../../src/trainer/monitor.ts";

interface WatchOptions extends Partial<EarlyStoppingOptions> {
  readonly mode?: "min" | "max";
}

/** Feeds validation losses; returns the best epoch and the epoch after which to stop. */
function watchLosses(losses: number[], { mode = "min", patience = 100, ...options }: WatchOptions) {
  const listener = createEarlyStopping({ patience, ...options });
  const monitor = { name: "validationLoss", mode };
  let stop = 0;
  const history: EpochRecord[] = [];
  const trainer = {
    history,
    monitor,
    stop: () => {
      stop ||= history.length;
    },
  } as unknown as Trainer;
  for (const loss of losses) {
    const counts = { learningRate: 0, numTokens: 0, numSteps: 0 };
    history.push({ epoch: history.length + 1, train: { loss: 0 }, validation: { loss }, ...counts });
    listener.onEpochEnd!(history.at(-1)!, trainer);
  }
  return { bestEpoch: followMonitor(history, monitor).bestEpoch, stop };
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

test("takes the direction that it is given", () => {
  expect(watchLosses([1, 2, 1], { mode: "max", patience: 1 })).toEqual({ bestEpoch: 2, stop: 3 });
});

test("never stops without patience", () => {
  expect(watchLosses([1, 2, 3], {})).toEqual({ bestEpoch: 1, stop: 0 });
});
