import { expect, test } from "vitest";
import { nearestName } from "../src/index.ts";

test.each([
  ["learnignRate", "learningRate"],
  ["BATCHSIZE", "batchSize"],
  ["zzzzzzzz", undefined],
])("takes %s for %s", (wanted, expected) => {
  expect(nearestName(wanted, ["batchSize", "learningRate"])).toBe(expected);
});

test("compares names as it is told to", () => {
  const withoutAccents = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "");

  expect(nearestName("categoria", ["título", "categoría"], withoutAccents)).toBe("categoría");
});
