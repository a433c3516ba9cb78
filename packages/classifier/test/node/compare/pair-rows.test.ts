import { expect, test } from "vitest";
import { pairRows } from "../../../src/node/compare/pair-rows.ts";

const column = "text";

test("takes the same texts row for row, whatever the classes of each run", () => {
  const first = { column, texts: ["a", "b"], gold: ["x", "y"], predicted: ["x", "x"] };
  const second = { column, texts: ["a", "b"], gold: ["x", "y"], predicted: ["w", "y"] };

  expect(pairRows(first, second)).toEqual({
    ...{ isSame: true, numClasses: 3, gold: Int32Array.of(1, 2) },
    ...{ first: Int32Array.of(1, 1), second: Int32Array.of(0, 2) },
  });
});

test("finds texts in another order, equal ones as often as both have them", () => {
  const first = { column, texts: ["a", "a", "b", "a"], gold: ["x", "x", "y", "x"], predicted: ["x", "y", "y", "y"] };
  const second = { column, texts: ["b", "a", "a"], gold: ["y", "x", "x"], predicted: ["x", "y", "x"] };

  expect(pairRows(first, second)).toEqual({
    ...{ isSame: false, numClasses: 2, gold: Int32Array.of(0, 0, 1) },
    ...{ first: Int32Array.of(0, 1, 1), second: Int32Array.of(1, 0, 0) },
  });
});

test("a text with another gold label is another text", () => {
  const first = { column, texts: ["a"], gold: ["x"], predicted: ["x"] };

  expect(pairRows(first, { ...first, gold: ["y"] }).gold).toEqual(new Int32Array());
});
