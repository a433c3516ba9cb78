import { expect, test } from "vitest";
import {
  addVectorColumns,
  centreVectors,
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

test("takes off what all examples have, and scales what is left", () => {
  const centred = centreVectors(vectors, rows, 0.5);

  // Over the values 2.5 of features with vectors, the mean is [2.2, 1.8].
  const [first, second, third] = [0, 2, 4].map((at) => centred.table[at]!) as [number, number, number];
  expect(first / third).toBeCloseTo((3 - 2.2) / (1 - 2.2), 5);
  expect(second).toBe(first);
  const { columns, values } = addVectorColumns(rows, centred);
  const square = values.reduce((sum, value, k) => sum + (columns[k]! >= 5 ? value ** 2 : 0), 0);
  expect(Math.sqrt(square / 3)).toBeCloseTo(0.5, 6);
});

test("leaves vectors that say nothing at zero", () => {
  const same = { ...vectors, table: new Float32Array(8).fill(1) };

  expect([...centreVectors(same, rows, 1).table].every((value) => value === 0)).toBe(true);
});

test("adds the sum of a row's vectors after its features", () => {
  const added = addVectorColumns(rows, vectors);

  expect([...added.offsets]).toEqual([0, 4, 7, 11]);
  expect([...added.columns]).toEqual([0, 4, 5, 6, 2, 5, 6, 0, 4, 5, 6]);
  expect([...added.values]).toEqual([0.5, 0.5, 1.5, 0.5, 1, 1, 3, 1, 0.5, 3, 1]);
});

test("says by the features alone what the model of more features says", () => {
  const added = addVectorColumns(rows, vectors);
  const model = fitLinear(added, labels, { numFeatures: 7, numClasses: 2, seed: 1 });

  const shared = shareWeights(model, vectors);

  expect(shared.weights).toHaveLength(10);
  const expected = linearLogits(model, added);
  linearLogits(shared, rows).forEach((logit, i) => {
    expect(logit).toBeCloseTo(expected[i]!, 5);
  });
});

test("gives a feature that no example has the weight of those that it is like", () => {
  const centred = centreVectors(vectors, rows, 1);
  const added = addVectorColumns(rows, centred);
  const { weights } = shareWeights(fitLinear(added, labels, { numFeatures: 7, numClasses: 2, seed: 1 }), centred);

  // Feature 1 is like feature 0 of class 0, feature 3 like feature 2 of class 1.
  expect(weights[2]! - weights[3]!).toBeGreaterThan(0.1);
  expect(weights[6]! - weights[7]!).toBeLessThan(-0.1);
});
