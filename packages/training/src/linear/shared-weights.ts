// Features that are alike share weight: beside its own weight, each feature with a vector has the one that its vector gives it.
// n = examples, F = features, V = vectors, E = numbers a vector, C = classes.

import type { LinearModel } from "./linear-model.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** What features are like. */
export interface FeatureVectors {
  /** `[F]`, each feature's row in the table; -1 for none. */
  readonly rowOf: Int32Array;
  /** Row-major `[V, E]`. */
  readonly table: Float32Array;
  /** E. */
  readonly size: number;
}

/** Rows with more features, and what they stand for. */
export interface VectorColumns {
  readonly rows: SparseRows;
  /** The same vectors less their mean over all that the examples have, scaled as the sums are. */
  readonly vectors: FeatureVectors;
}

/**
 * The rows with E features more, from F on: the sum of the vectors of a row's features, each times its value.
 *
 * @param length - Root mean square length of the sums, where rows have a length of about 1: how much weight is shared. Above 0.
 */
export function addVectorColumns(rows: SparseRows, vectors: FeatureVectors, length: number): VectorColumns {
  const { rowOf, table, size } = vectors;
  const { sums, weights } = sumVectors(rows, vectors);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const mean = new Float64Array(size);
  sums.forEach((value, i) => {
    mean[i % size]! += value / total;
  });
  let [square, before] = [0, 0];
  for (let i = 0; i < sums.length; i++) {
    before += sums[i]! ** 2;
    sums[i]! -= weights[Math.floor(i / size)]! * mean[i % size]!;
    square += sums[i]! ** 2;
  }
  // What is left of vectors that are all the same is rounding.
  const scale = square > 1e-9 * before ? length / Math.sqrt(square / weights.length) : 0;
  return {
    rows: appendColumns(
      rows,
      rowOf.length,
      sums.map((value) => value * scale),
    ),
    vectors: { ...vectors, table: table.map((value, i) => (value - mean[i % size]!) * scale) },
  };
}

/** @param more - Row-major `[n, E]`, the values of the columns from `first` on. */
function appendColumns(rows: SparseRows, first: number, more: Float32Array): SparseRows {
  const numRows = rows.offsets.length - 1;
  const size = more.length / numRows;
  const columns = new Int32Array(rows.columns.length + more.length);
  const values = new Float32Array(columns.length);
  const offsets = rows.offsets.map((offset, row) => offset + row * size);
  for (let row = 0; row < numRows; row++) {
    const [from, to] = [rows.offsets[row]!, rows.offsets[row + 1]!];
    columns.set(rows.columns.subarray(from, to), offsets[row]);
    values.set(rows.values.subarray(from, to), offsets[row]);
    const added = offsets[row + 1]! - size;
    for (let e = 0; e < size; e++) columns[added + e] = first + e;
    values.set(more.subarray(row * size, (row + 1) * size), added);
  }
  return { columns, values, offsets };
}

/** What a model of the rows with more features says, said by the features alone. */
export function shareWeights({ weights, bias }: LinearModel, { rowOf, table, size }: FeatureVectors): LinearModel {
  const numClasses = bias.length;
  const numFeatures = rowOf.length;
  const own = weights.slice(0, numFeatures * numClasses);
  rowOf.forEach((row, feature) => {
    if (row < 0) return;
    for (let e = 0; e < size; e++) {
      const value = table[row * size + e]!;
      const from = (numFeatures + e) * numClasses;
      for (let c = 0; c < numClasses; c++) own[feature * numClasses + c]! += value * weights[from + c]!;
    }
  });
  return { weights: own, bias };
}

/** Row-major `[n, E]`, and `[n]` the summed values of what has a vector. */
function sumVectors(
  { columns, values, offsets }: SparseRows,
  { rowOf, table, size }: FeatureVectors,
): { readonly sums: Float32Array; readonly weights: Float64Array } {
  const sums = new Float32Array((offsets.length - 1) * size);
  const weights = new Float64Array(offsets.length - 1);
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      const at = rowOf[columns[k]!]! * size;
      if (at < 0) continue;
      weights[row]! += values[k]!;
      for (let e = 0; e < size; e++) sums[row * size + e]! += values[k]! * table[at + e]!;
    }
  }
  return { sums, weights };
}
