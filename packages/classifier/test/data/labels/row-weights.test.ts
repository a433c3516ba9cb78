import { expect, test } from "vitest";
import { parseWeights, weightsOf } from "../../../src/data/labels/row-weights.ts";

const placeOf = (row: number) => ({ file: "a.csv", record: row + 1 });
const labels = Int32Array.of(0, 0, 0, 1);
const names = ["ham", "spam"];

test("reads numbers, and 1 for rows past the column", () => {
  expect(parseWeights(["0.5", "2", "0"], 4, placeOf)).toEqual(Float32Array.of(0.5, 2, 0, 1));
});

test.each(["", "many", "-1", "NaN", "Infinity"])("refuses %j", (written) => {
  expect(() => parseWeights(["1", written], 2, placeOf)).toThrow(
    expect.objectContaining({
      ...{ code: "DATA_WEIGHT", place: "a.csv (record 2)" },
      message: `expected a weight of at least 0, found "${written}"`,
    }),
  );
});

test("nothing asked for, nothing weighed", () => {
  expect(weightsOf({ labels }, labels, names, null)).toBeUndefined();
});

test("balanced: each class has the same weight in all, and the mean is 1", () => {
  const weights = weightsOf({ labels }, labels, names, "balanced")!;

  expect(weights[3]).toBeCloseTo(weights[0]! + weights[1]! + weights[2]!);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4);
});

test("weights of rows and of classes are multiplied; a class that is not named counts 1", () => {
  const [a, , , d] = weightsOf({ labels, weights: Float32Array.of(2, 1, 1, 1) }, labels, names, { spam: 3 })!;

  expect(a! / d!).toBeCloseTo(2 / 3);
});

test("refuses a class that is not there, with the nearest name", () => {
  expect(() => weightsOf({ labels }, labels, names, { spma: 3 })).toThrow('classWeights: no class "spma"');
});

test("refuses weights that are all 0", () => {
  expect(() => weightsOf({ labels }, labels, names, { ham: 0, spam: 0 })).toThrow("no row has a weight above 0");
});
