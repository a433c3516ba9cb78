import { accuracy } from "@newsclf/evaluation";
import { expect, test } from "vitest";
import { followMonitor, resolveMonitor } from "../../src/trainer/monitor.ts";

const metrics = [accuracy];

test("watches the validation loss, or the training loss where there is no validation split", () => {
  expect(resolveMonitor(metrics, true)).toEqual({ name: "validationLoss", mode: "min" });
  expect(resolveMonitor(metrics, false)).toEqual({ name: "trainLoss", mode: "min" });
});

test("knows which way each metric is better", () => {
  expect(resolveMonitor(metrics, true, "validationAccuracy").mode).toBe("max");
  expect(resolveMonitor(metrics, true, "validationAccuracy", "min").mode).toBe("min");
});

test("follows any metric of the task", () => {
  const monitor = resolveMonitor(metrics, true, "validationAccuracy");
  const history = [0.5, 0.6, 0.4].map((accuracy, i) => ({
    ...{ epoch: i + 1, train: { loss: 0 }, validation: { loss: 0, accuracy } },
    ...{ learningRate: 0, numTokens: 0, numSteps: 0 },
  }));

  expect(followMonitor(history, monitor)).toEqual({ bestEpoch: 2, epochsWithoutGain: 1 });
});

test("rejects a score that the task does not have", () => {
  expect(() => resolveMonitor(metrics, true, "validationF1")).toThrow(
    new RangeError(
      "fit: expected monitor to be one of trainLoss, trainAccuracy, validationLoss, validationAccuracy, got validationF1",
    ),
  );
});
