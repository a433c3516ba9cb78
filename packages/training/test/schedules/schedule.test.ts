import { expect, test } from "vitest";
import { createSchedule, type EpochRecord, type Monitor, type ScheduleOptions } from "../../src/index.ts";
import recorded from "./fixtures/plateau.json" with { type: "json" };

function rates(options: ScheduleOptions): number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((step) => createSchedule(options)(step, 8));
}

test("stays constant", () => {
  expect(rates({ peak: 2, decay: "constant" })).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
});

test("falls in a straight line", () => {
  expect(rates({ peak: 8, decay: "linear" })).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

test("rises before it falls", () => {
  expect(rates({ peak: 6, decay: "linear", warmup: 0.25 }).map(Math.round)).toEqual([2, 4, 6, 5, 4, 3, 2, 1]);
});

test("falls along half a cosine", () => {
  const [first, , , , middle] = rates({ peak: 2, decay: "cosine" });

  expect(first).toBe(2);
  expect(middle).toBeCloseTo(1, 12);
});

test("rejects a warmup without end", () => {
  expect(() => createSchedule({ peak: 1, decay: "constant", warmup: 1 })).toThrow(
    new RangeError("createSchedule: expected warmup in [0, 1), got 1"),
  );
});

test.each(recorded.cases)(
  "falls after the epochs after which PyTorch's does: $mode, patience $patience",
  (expected) => {
    const monitor = { name: "validationLoss", mode: expected.mode } as Monitor;
    const records = recorded.losses.map((loss, i): EpochRecord => {
      const validation = { loss: expected.mode === "min" ? loss : 1 - loss };
      return { epoch: i + 1, train: { loss: 0 }, validation, learningRate: 0, numTokens: 0, numSteps: 1 };
    });
    const schedule = createSchedule({
      ...{ peak: 1, decay: "reduce-on-plateau", plateauFactor: 0.5, plateauPatience: expected.patience },
    });

    const found = records.map((_, i) => schedule(i + 1, 100, { history: records.slice(0, i + 1), monitor }));

    expect(found).toEqual(expected.rates);
  },
);

test("rises before it falls with the score", () => {
  expect(rates({ peak: 3, decay: "reduce-on-plateau", warmup: 0.25 })).toEqual([1, 2, 3, 3, 3, 3, 3, 3]);
});

test("rejects a factor that would not lower it", () => {
  expect(() => createSchedule({ peak: 1, decay: "reduce-on-plateau", plateauFactor: 1 })).toThrow(
    new RangeError("createSchedule: expected plateauFactor in [0, 1), got 1"),
  );
});
