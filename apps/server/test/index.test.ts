import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as limits from "../src/limits.ts";

test("exports what the README lists", () => {
  expect(Object.keys(api).sort()).toEqual(["NewsclfError", "createServer", "version"]);
  expect(Object.keys(limits).sort()).toEqual(["LIMITS", "LIMIT_NAMES", "resolveLimits"]);
});
