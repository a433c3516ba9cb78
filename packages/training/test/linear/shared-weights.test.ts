import { expect, test } from "vitest";
import {
  addVectorColumns,
  type FeatureVectors,
  fitLinear,
  linearLogits,
  type SparseRows,
  shareWeights,
} from "../../src/index.ts";

// Features 0 and 1 are alike, 2 and 3 are alike, 4 is like nothing.
const vectors: FeatureVectors = {
  rowOf: Int32Array.of(0, 1, 2, 3, -1),
  table: Float32Array.of(3, 1, 3, 1, 1, 3, 1, 3),
  size: 2,
};
const rows: SparseRows = {
  columns: Int32Array.of(0, 4, 2, 0, 4),
  values: Float32Array.of(0.5, 0.5, 1, 1, 0.5),
  offsets: Int32Array.of(0, 2, 3, 5),
};
const labels = Int32Array.of(0, 1, 0);

test("adds the sum of a row's vectors after its features, less what all examples have, scaled", () => {
  const { rows: added, vectors: centred } = addVectorColumns(rows, vectors, 0.5);

  expect([...added.offsets]).toEqual([0, 4, 7, 11]);
  expect([...added.columns]).toEqual([0, 4, 5, 6, 2, 5, 6, 0, 4, 5, 6]);
  // Over the values 2.5 of features with vectors, the mean is [2.2, 1.8].
  const expected = [0.5 * 0.8, 0.5 * -0.8, -1.2, 1.2, 0.8, -0.8];
  const scale = 0.5 / Math.sqrt(expected.reduce((sum, value) => sum + value ** 2, 0) / 3);
  const [a, b, c, d, e, f] = expected.map((value) => value * scale);
  [0.5, 0.5, a!, b!, 1, c!, d!, 1, 0.5, e!, f!].forEach((value, k) => {
    expect(added.values[k]).toBeCloseTo(value, 5);
  });
  [0.8, -0.8, 0.8, -0.8, -1.2, 1.2, -1.2, 1.2].forEach((value, i) => {
    expect(centred.table[i]).toBeCloseTo(value * scale, 5);
  });
});

test("leaves vectors that say nothing at zero", () => {
  const same = { ...vectors, table: new Float32Array(8).fill(1.1) };
  const { rows: added, vectors: centred } = addVectorColumns(rows, same, 1);

  expect([...centred.table].every((value) => value === 0)).toBe(true);
  expect([...added.values.subarray(2, 4)]).toEqual([0, 0]);
});

test("says by the features alone what the model of more features says", () => {
  const { rows: added, vectors: centred } = addVectorColumns(rows, vectors, 0.5);
  const model = fitLinear(added, labels, { numFeatures: 7, numClasses: 2, seed: 1 });

  const shared = shareWeights(model, centred);

  expect(shared.weights).toHaveLength(10);
  const expected = linearLogits(model, added);
  linearLogits(shared, rows).forEach((logit, i) => {
    expect(logit).toBeCloseTo(expected[i]!, 5);
  });
});

test("gives a feature that no example has the weight of those that it is like", () => {
  const { rows: added, vectors: centred } = addVectorColumns(rows, vectors, 1);
  const { weights } = shareWeights(fitLinear(added, labels, { numFeatures: 7, numClasses: 2, seed: 1 }), centred);

  // Feature 1 is like feature 0 of class 0, feature 3 like feature 2 of class 1.
  expect(weights[2]! - weights[3]!).toBeGreaterThan(0.1);
  expect(weights[6]! - weights[7]!).toBeLessThan(-0.1);
});
