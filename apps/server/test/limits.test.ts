import { expect, test } from "vitest";
import { LIMIT_NAMES, LIMITS, resolveLimits } from "../src/limits.ts";

test("has a default in range for every limit, and no more threads than cores", () => {
  expect(resolveLimits({}, 1)).toEqual({
    ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].default])),
    workers: 1,
  });
  expect(resolveLimits({}, 96).workers).toBe(4);
  expect(resolveLimits({ workers: 8 }, 2).workers).toBe(8);
});

test.each([0, 1.5, Number.NaN, 1e12])("refuses %d", (maxTexts) => {
  expect(() => resolveLimits({ maxTexts }, 1)).toThrow(RangeError);
});
