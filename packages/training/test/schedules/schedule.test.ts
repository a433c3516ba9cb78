import { expect, test } from "vitest";
import { createSchedule, type ScheduleOptions } from "../../src/index.ts";

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
