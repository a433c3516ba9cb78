import { expect, test } from "vitest";
import { lsaVectors } from "../../src/index.ts";
import { datasetOf } from "../_tiny-model.ts";
import recorded from "./fixtures/lsa.json" with { type: "json" };

// Tokens 2 to 4 stand in texts of one topic, 5 to 7 in texts of another, 8 in both; 0, 1 and 9 in none.
const texts = datasetOf(
  [
    [2, 3, 4],
    [2, 3, 8],
    [3, 4, 2],
    [5, 6, 7],
    [5, 7, 8],
    [6, 7, 5],
  ].map((ids) => [ids, -1]),
);
const options = { vocabSize: 10, embeddingSize: 2, seed: 1 };

test("gives similar vectors to words of the same texts", () => {
  const vectors = rowsOf(lsaVectors(texts, options), 2);

  expect(cosine(vectors[2]!, vectors[3]!)).toBeGreaterThan(0.95);
  expect(cosine(vectors[5]!, vectors[7]!)).toBeGreaterThan(0.95);
});

test("gives other vectors to words of another topic", () => {
  const vectors = rowsOf(lsaVectors(texts, options), 2);

  expect(Math.abs(cosine(vectors[2]!, vectors[5]!))).toBeLessThan(0.3);
});

test("gives all words vectors of one length, with a root mean square of 0.3", () => {
  const vectors = rowsOf(lsaVectors(texts, options), 2);

  for (const vector of vectors.slice(2, 9)) {
    expect(Math.sqrt(dot(vector, vector) / vector.length)).toBeCloseTo(0.3, 6);
  }
});

test("gives zeros to ids that do not occur", () => {
  const vectors = rowsOf(lsaVectors(texts, options), 2);

  expect([vectors[0], vectors[1], vectors[9]]).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test("gives the same bits for the same seed", () => {
  expect(lsaVectors(texts, options)).toEqual(lsaVectors(texts, options));
});

test("fills the first columns where the vocabulary is smaller than the vectors", () => {
  const vectors = rowsOf(lsaVectors(texts, { ...options, embeddingSize: 16 }), 16);

  expect(vectors.flat().every(Number.isFinite)).toBe(true);
  for (const vector of vectors) expect(vector.slice(10)).toEqual([0, 0, 0, 0, 0, 0]);
  for (const vector of vectors.slice(2, 9)) expect(Math.sqrt(dot(vector, vector) / 16)).toBeCloseTo(0.3, 6);
});

test("is exact where there are fewer texts than columns", () => {
  const two = datasetOf([
    [[0, 1, 2], -1],
    [[3, 4], -1],
  ]);
  const vectors = rowsOf(lsaVectors(two, { vocabSize: 5, embeddingSize: 4, seed: 1 }), 4);

  expect(cosine(vectors[0]!, vectors[2]!)).toBeCloseTo(1, 6);
  expect(cosine(vectors[0]!, vectors[3]!)).toBeCloseTo(0, 6);
});

test("gives zeros where there is no text", () => {
  expect([...lsaVectors(datasetOf([]), { vocabSize: 2, embeddingSize: 2, seed: 1 })]).toEqual([0, 0, 0, 0]);
});

test("rejects a token id beyond the vocabulary", () => {
  expect(() => lsaVectors(texts, { ...options, vocabSize: 8 })).toThrow(RangeError);
});

test.each([1, 2, 3])("agrees with an exact decomposition, seed %i", (seed) => {
  const { vocabSize, embeddingSize, tokenIds, offsets, directions } = recorded;

  const table = lsaVectors(
    { tokenIds: Int32Array.from(tokenIds), offsets: Int32Array.from(offsets) },
    { vocabSize, embeddingSize, seed },
  );

  // Directions are free up to a rotation; the angles between them are not.
  const vectors = rowsOf(table, embeddingSize);
  const errors = vectors.flatMap((a, i) =>
    vectors.map((b, j) => Math.abs(cosine(a, b) - cosine(directions[i]!, directions[j]!))),
  );
  expect(Math.max(...errors)).toBeLessThan(1e-3);
});

function rowsOf(table: Float32Array, size: number): number[][] {
  return Array.from({ length: table.length / size }, (_, row) => [...table.subarray(row * size, (row + 1) * size)]);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
