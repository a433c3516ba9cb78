import { describe, expect, test } from "vitest";
import {
  glorot,
  orthogonalRows,
  type Start,
  standardNormal,
  uniformSource,
  within,
} from "../../src/layers/start-values.ts";

const draw = (start: Start, size: number): Float32Array => start(size, uniformSource(1));

test("a key gives one stream of numbers in (0, 1)", () => {
  const [a, b, c] = [1, 1, 2].map((key) => Array.from({ length: 5 }, uniformSource(key)));

  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  expect(a!.every((x) => x > 0 && x < 1)).toBe(true);
});

test("rows are orthonormal", () => {
  const [numRows, width] = [3, 8];
  const matrix = draw(orthogonalRows(width), numRows * width);
  const dot = (i: number, j: number): number =>
    Array.from({ length: width }, (_, k) => matrix[i * width + k]! * matrix[j * width + k]!).reduce((a, b) => a + b);

  for (let i = 0; i < numRows; i++) {
    for (let j = 0; j < numRows; j++) expect(dot(i, j)).toBeCloseTo(i === j ? 1 : 0, 6);
  }
});

describe.each([
  ["within 0.3", within(0.3), 0.3 / Math.sqrt(3)],
  ["Glorot for 6 inputs and 18 outputs", glorot(6, 18), 0.5 / Math.sqrt(3)],
  ["N(0, 1)", standardNormal, 1],
])("%s", (_, start, deviation) => {
  test("has that mean and deviation", () => {
    const values = [...draw(start, 20_000)];
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;

    expect(Math.abs(mean)).toBeLessThan(0.03 * deviation);
    expect(Math.sqrt(variance)).toBeCloseTo(deviation, 1);
  });
});
