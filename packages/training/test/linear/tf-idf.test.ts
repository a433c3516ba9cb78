import { expect, test } from "vitest";
import { countTokens, inverseDocumentFrequency, weighRows } from "../../src/linear/tf-idf.ts";

// "1 3 1 1", nothing, "3 0".
const texts = { tokenIds: Int32Array.of(1, 3, 1, 1, 3, 0), offsets: Int32Array.of(0, 4, 4, 6) };

test("counts each token of a text once, in the order of first occurrence", () => {
  const { columns, values, offsets } = countTokens(texts, 4);

  expect([...columns]).toEqual([1, 3, 3, 0]);
  expect([...values]).toEqual([3, 1, 1, 1]);
  expect([...offsets]).toEqual([0, 2, 2, 4]);
});

test("rejects a token id beyond the vocabulary", () => {
  expect(() => countTokens(texts, 3)).toThrow(new RangeError("countTokens: row 0 has token id 3, vocabSize is 3"));
});

test("gives a token more weight the fewer texts hold it", () => {
  const idf = inverseDocumentFrequency(countTokens(texts, 4), 4);

  // ln((1 + 3) / (1 + df)) + 1 with df = 1, 1, 0, 2.
  [Math.log(2) + 1, Math.log(2) + 1, Math.log(4) + 1, Math.log(4 / 3) + 1].forEach((expected, id) => {
    expect(idf[id]).toBeCloseTo(expected, 6);
  });
});

test("damps counts, multiplies them by the idf and scales the row to length 1", () => {
  const rows = { columns: Int32Array.of(0, 1), values: Float32Array.of(1, 3), offsets: Int32Array.of(0, 2) };

  const { values } = weighRows(rows, Float32Array.of(2, 0.5));

  const [first, second] = [2, 0.5 * (1 + Math.log(3))];
  expect(values[0]).toBeCloseTo(first / Math.hypot(first, second), 6);
  expect(values[1]).toBeCloseTo(second / Math.hypot(first, second), 6);
});

test("leaves a row without tokens empty", () => {
  const { values, offsets } = weighRows(countTokens(texts, 4), Float32Array.of(1, 1, 1, 1));

  expect([offsets[1], offsets[2]]).toEqual([2, 2]);
  expect(values.every(Number.isFinite)).toBe(true);
});
