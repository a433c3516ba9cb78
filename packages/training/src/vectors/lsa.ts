// Word vectors from texts alone: latent semantic analysis (Deerwester et al. 1990), by a randomised singular value
// decomposition (Halko, Martinsson and Tropp 2011). n = texts, V = vocabulary size, E = width, R = rank of the sketch.

import type { TokenDataset } from "@newsclf/dataset";
import { deriveSeed, hash32 } from "@newsclf/kernels";
import type { SparseRows } from "../linear/sparse-rows.ts";
import { countTokens, inverseDocumentFrequency, weighRows } from "../linear/tf-idf.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** Columns beyond E that make the decomposition exact enough. */
const OVERSAMPLING = 12;
const NUM_ITERATIONS = 4;
/** Of the rows of the words that occur; .3 to 1 train equally well. */
const ROOT_MEAN_SQUARE = 0.3;

/** Options of `lsaVectors`. */
export interface LsaOptions {
  /** V; token ids are below it. */
  readonly vocabSize: number;
  /** E. */
  readonly embeddingSize: number;
  readonly seed: number;
}

/**
 * A vector for each word that occurs: words that stand in the same texts get similar ones.
 *
 * @param texts - Token ids of whole texts; no labels are looked at.
 * @returns Row-major `[V, E]`: rows of equal length with a root mean square of 0.3; zeros for ids that do
 * not occur, and for words that the kept directions say nothing of.
 * Same seed, same bits.
 */
export function lsaVectors(
  texts: Pick<TokenDataset, "tokenIds" | "offsets">,
  { vocabSize, embeddingSize, seed }: LsaOptions,
): Float32Array {
  const counts = countTokens(texts, vocabSize);
  const matrix = weighRows(counts, inverseDocumentFrequency(counts, vocabSize));
  const rank = Math.min(embeddingSize + OVERSAMPLING, vocabSize);
  let sketch = randomNormal(vocabSize * rank, deriveSeed(seed, "lsa"));
  for (let i = 0; i < NUM_ITERATIONS; i++) {
    sketch = orthonormalise(multiplyTransposed(matrix, multiply(matrix, sketch, rank), vocabSize, rank), rank);
  }
  // The sketch spans the space of the first singular vectors; an eigenproblem of its size finds them in it.
  const projected = multiply(matrix, sketch, rank);
  const { values, vectors } = symmetricEigen(gram(projected, rank), rank);
  const table = new Float32Array(vocabSize * embeddingSize);
  const width = Math.min(embeddingSize, rank);
  const row = new Float64Array(width);
  for (let word = 0; word < vocabSize; word++) {
    row.fill(0);
    for (let r = 0; r < rank; r++) {
      const value = sketch[word * rank + r]!;
      for (let e = 0; e < width; e++) row[e]! += value * vectors[r * rank + e]!;
    }
    // The square root of the singular value, which is the square root of the eigenvalue.
    for (let e = 0; e < width; e++) row[e]! *= Math.max(0, values[e]!) ** 0.25;
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 1e-12)
      table.set(
        row.map((value) => value / length),
        word * embeddingSize,
      );
  }
  // Rows have length 1.
  const scale = ROOT_MEAN_SQUARE * Math.sqrt(embeddingSize);
  return table.map((value) => value * scale);
}

/** `matrix [n, V] * right [V, R]`. */
function multiply({ columns, values, offsets }: SparseRows, right: Float64Array, rank: number): Float64Array {
  const product = new Float64Array((offsets.length - 1) * rank);
  for (let row = 0; row + 1 < offsets.length; row++) {
    const at = row * rank;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      const value = values[k]!;
      const from = columns[k]! * rank;
      for (let r = 0; r < rank; r++) product[at + r]! += value * right[from + r]!;
    }
  }
  return product;
}

/** `matrix^T [V, n] * right [n, R]`. */
function multiplyTransposed(
  { columns, values, offsets }: SparseRows,
  right: Float64Array,
  vocabSize: number,
  rank: number,
): Float64Array {
  const product = new Float64Array(vocabSize * rank);
  for (let row = 0; row + 1 < offsets.length; row++) {
    const from = row * rank;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      const value = values[k]!;
      const at = columns[k]! * rank;
      for (let r = 0; r < rank; r++) product[at + r]! += value * right[from + r]!;
    }
  }
  return product;
}

/** Columns of length 1, each at right angles to the others, by modified Gram-Schmidt; what is left of one is 0 if it is nothing. */
function orthonormalise(matrix: Float64Array, rank: number): Float64Array {
  const n = matrix.length / rank;
  const columns = Array.from({ length: rank }, (_, r) =>
    Float64Array.from({ length: n }, (_, i) => matrix[i * rank + r]!),
  );
  const first = Math.sqrt(dot(columns[0]!, columns[0]!));
  columns.forEach((column, r) => {
    const length = Math.sqrt(dot(column, column));
    const scale = length > 1e-12 * first ? 1 / length : 0;
    for (let i = 0; i < n; i++) column[i]! *= scale;
    for (const later of columns.slice(r + 1)) {
      const shared = dot(column, later);
      for (let i = 0; i < n; i++) later[i]! -= shared * column[i]!;
    }
  });
  const result = new Float64Array(matrix.length);
  columns.forEach((column, r) => {
    for (let i = 0; i < n; i++) result[i * rank + r] = column[i]!;
  });
  return result;
}

/** `matrix^T * matrix`, `[R, R]`. */
function gram(matrix: Float64Array, rank: number): Float64Array {
  const product = new Float64Array(rank * rank);
  for (let at = 0; at < matrix.length; at += rank) {
    for (let i = 0; i < rank; i++) {
      const value = matrix[at + i]!;
      for (let j = 0; j < rank; j++) product[i * rank + j]! += value * matrix[at + j]!;
    }
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Box & Muller 1958, on numbers that the key selects. */
function randomNormal(size: number, key: number): Float64Array {
  const uniform = (i: number): number => (hash32(key ^ i) + 0.5) / 2 ** 32;
  return Float64Array.from(
    { length: size },
    (_, i) => Math.sqrt(-2 * Math.log(uniform(2 * i))) * Math.cos(2 * Math.PI * uniform(2 * i + 1)),
  );
}
