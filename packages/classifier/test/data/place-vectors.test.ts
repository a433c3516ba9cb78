import { expect, test } from "vitest";
import { coverage, placeVectors } from "../../src/data/place-vectors.ts";

const VECTORS = { words: ["goal", "bank", "rare"], values: Float32Array.of(3, 4, 0, 5, 9, 9), size: 2 };
const VOCAB = ["[PAD]", "[UNK]", "bank", "goal", "new"];

test("vectors stand in the order of the vocabulary, zeros where there is none", () => {
  const table = placeVectors(VECTORS, VOCAB);

  expect([...table.subarray(0, 4), ...table.subarray(8)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(table[6]! / table[5]!).toBeCloseTo(3 / 5, 6);
  expect(table[7]! / table[5]!).toBeCloseTo(4 / 5, 6);
});

test("the words' rows have a root mean square of 0.3", () => {
  const words = placeVectors(VECTORS, VOCAB).subarray(4, 8);

  expect(Math.sqrt(words.reduce((sum, value) => sum + value * value, 0) / 4)).toBeCloseTo(0.3, 6);
});

test("without a word in common there are zeros alone", () => {
  expect([...placeVectors(VECTORS, ["[PAD]", "[UNK]"])]).toEqual([0, 0, 0, 0]);
});

test("tokens are counted, not words", () => {
  expect(coverage(VECTORS, VOCAB, { tokenIds: Int32Array.of(2, 2, 3, 4) })).toBe(0.75);
});
