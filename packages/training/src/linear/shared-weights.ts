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

/**
 * The same vectors less their mean over all that the examples have, scaled.
 *
 * @param length - Root mean square length of the sums of `addVectorColumns`, where rows have a length of about 1: how much weight
 * is shared. Above 0.
 */
export function centreVectors(vectors: FeatureVectors, rows: SparseRows, length: number): FeatureVectors {
  const { rowOf, table, size } = vectors;
  const mean = new Float64Array(size);
  let total = 0;
  rows.columns.forEach((feature, k) => {
    const at = rowOf[feature]! * size;
    if (at < 0) return;
    total += rows.values[k]!;
    for (let e = 0; e < size; e++) mean[e]! += rows.values[k]! * table[at + e]!;
  });
  const centred = { ...vectors, table: table.map((value, i) => value - mean[i % size]! / (total || 1)) };
  const sums = sumVectors(rows, centred);
  const square = sums.reduce((sum, value) => sum + value * value, 0) / (rows.offsets.length - 1);
  const scale = square > 0 ? length / Math.sqrt(square) : 0;
  return { ...centred, table: centred.table.map((value) => value * scale) };
}

/** The rows with E features more, from F on: the sum of the vectors of a row's features, each times its value. */
export function addVectorColumns(rows: SparseRows, vectors: FeatureVectors): SparseRows {
  const { size, rowOf } = vectors;
  const sums = sumVectors(rows, vectors);
  const numRows = rows.offsets.length - 1;
  const columns = new Int32Array(rows.columns.length + numRows * size);
  const values = new Float32Array(columns.length);
  const offsets = rows.offsets.map((offset, row) => offset + row * size);
  for (let row = 0; row < numRows; row++) {
    const [from, to] = [rows.offsets[row]!, rows.offsets[row + 1]!];
    columns.set(rows.columns.subarray(from, to), offsets[row]);
    values.set(rows.values.subarray(from, to), offsets[row]);
    const added = offsets[row + 1]! - size;
    for (let e = 0; e < size; e++) columns[added + e] = rowOf.length + e;
    values.set(sums.subarray(row * size, (row + 1) * size), added);
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

/** Row-major `[n, E]`. */
function sumVectors({ columns, values, offsets }: SparseRows, { rowOf, table, size }: FeatureVectors): Float32Array {
  const sums = new Float32Array((offsets.length - 1) * size);
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      const at = rowOf[columns[k]!]! * size;
      if (at < 0) continue;
      for (let e = 0; e < size; e++) sums[row * size + e]! += values[k]! * table[at + e]!;
    }
  }
  return sums;
}
