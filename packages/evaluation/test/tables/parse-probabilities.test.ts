import { expect, test } from "vitest";
import { parseProbabilities } from "../../src/index.ts";

const placeOf = (row: number): string => `row ${row + 1}`;

test("a column a class becomes a row an example", () => {
  expect(
    parseProbabilities(
      [
        ["0.25", "1"],
        ["0.75", "0"],
      ],
      placeOf,
    ),
  ).toEqual(Float32Array.of(0.25, 0.75, 1, 0));
});

test("rounded probabilities need not sum to 1 exactly", () => {
  expect(parseProbabilities([["0.333"], ["0.333"], ["0.333"]], placeOf)).toHaveLength(3);
});

test.each([
  [["much", "0"], 'expected a probability in 0..1, found "much"'],
  [["", "1"], 'expected a probability in 0..1, found ""'],
  [["1.5", "0"], 'expected a probability in 0..1, found "1.5"'],
  [["0.5", "0.25"], "the probabilities sum to 0.7500, expected 1"],
])("refuses %j", (cells, message) => {
  expect(() =>
    parseProbabilities(
      [
        ["1", cells[0]!],
        ["0", cells[1]!],
      ],
      placeOf,
    ),
  ).toThrow(expect.objectContaining({ code: "DATA_PROBABILITY", place: "row 2", message }));
});
