// Gradients of a loss, with those of embedding tables row-sparse.
//
// TensorFlow.js wants every gradient in the shape of its variable: for a table of V rows that is V rows written, read
// and updated each step to train the few hundred that the batch touched. So the tape here ends at the *output* of each
// `embedding` call, and the rows are summed by token id afterwards.

import * as tf from "@tensorflow/tfjs-core";
import { runKernel } from "../registry.ts";
import { leafGradients } from "./_leaf-gradients.ts";
import { type EmbeddingCall, recordEmbeddingCalls } from "./embedding.ts";

/** The gradient of a table of which only some rows were read. */
export interface RowSparseGradient {
  /** `[R]`, each row once, ascending. */
  readonly rows: Int32Array;
  /** `[R, E]`. */
  readonly values: tf.Tensor2D;
}

export type Gradient = tf.Tensor | RowSparseGradient;

/** A loss and what it depends on. */
export interface ValueAndGradients {
  readonly value: tf.Scalar;
  /** One a parameter, in their order; to be disposed by the caller. */
  readonly gradients: Gradient[];
}

/**
 * The value of `f` and its gradients.
 *
 * @param f - Builds the loss. A parameter may be read by `embedding` or by other ops, not by both.
 * @param weight - What the gradients are multiplied with, of a loss that is a part of another. Default 1.
 * @throws Error if a parameter is read by both.
 */
export function valueAndGradients(f: () => tf.Scalar, params: readonly tf.Variable[], weight = 1): ValueAndGradients {
  const rowsOf = new Map<number, Int32Array>();
  const [value, ...tensors] = tf.tidy(() => {
    let calls: readonly EmbeddingCall[] = [];
    const { value, ofParams, ofLeaves } = leafGradients(
      () => {
        const [loss, recorded] = recordEmbeddingCalls(f);
        calls = recorded;
        return { loss, leaves: calls.map(({ output }) => output) };
      },
      params,
      weight,
    );
    if (calls.some(({ isNested }, k) => isNested && ofLeaves[k] !== undefined)) {
      throw new Error(
        "valueAndGradients: the loss depends on an embedding inside another valueAndGradients; compute that value without its gradients",
      );
    }
    const gradients = params.map((param, i) => {
      const read = calls.findIndex(({ table, isNested }) => table === param && !isNested);
      if (read < 0) return ofParams[i] ?? tf.zerosLike(param);
      if (ofParams[i] !== undefined) {
        throw new Error(
          `valueAndGradients: parameter ${i} is read by embedding and by another op; read it by one of them`,
        );
      }
      const gradient = ofLeaves[read];
      if (gradient === undefined) return tf.zerosLike(param);
      const { rows, values } = sumRows(gradient as tf.Tensor2D, calls[read]!.tokenIds);
      rowsOf.set(i, rows);
      return values;
    });
    return [value, ...gradients];
  });
  const gradients = tensors.map((tensor, i): Gradient => {
    const rows = rowsOf.get(i);
    return rows === undefined ? tensor : { rows, values: tensor as tf.Tensor2D };
  });
  return { value: value as tf.Scalar, gradients };
}

/** Sums the rows of `values [N, E]` that belong to the same id. */
export function sumRows(values: tf.Tensor2D, ids: Int32Array): RowSparseGradient {
  const rows = Int32Array.from(new Set(ids)).sort();
  const [sums] = runKernel("RowSum", { values }, { ids, rows });
  return { rows, values: sums as tf.Tensor2D };
}

/** The gradient of the whole table of `numRows` rows, zeros in those that were not read: `[V, E]`. */
export function toDense({ rows, values }: RowSparseGradient, numRows: number): tf.Tensor2D {
  return tf.tidy(() => tf.scatterND(tf.tensor2d(rows, [rows.length, 1], "int32"), values, [numRows, values.shape[1]]));
}

/** What two gradients of one parameter add up to; row-sparse if both are. They stay the caller's. */
export function addGradients(a: Gradient, b: Gradient): Gradient {
  if (isRowSparse(a)) return isRowSparse(b) ? addRows(a, b) : addGradients(b, a);
  return tf.tidy(() => tf.add(a, isRowSparse(b) ? toDense(b, a.shape[0]!) : b));
}

/** Merges two ascending lists. */
function addRows(a: RowSparseGradient, b: RowSparseGradient): RowSparseGradient {
  const [ofA, ofB] = [a.values.dataSync<"float32">(), b.values.dataSync<"float32">()];
  const size = a.values.shape[1];
  const rows = new Int32Array(a.rows.length + b.rows.length);
  const values = new Float32Array(rows.length * size);
  let count = 0;
  for (let i = 0, k = 0; i < a.rows.length || k < b.rows.length; count++) {
    const [rowOfA, rowOfB] = [a.rows[i] ?? Number.POSITIVE_INFINITY, b.rows[k] ?? Number.POSITIVE_INFINITY];
    const [hasA, hasB] = [rowOfA <= rowOfB, rowOfB <= rowOfA];
    rows[count] = hasA ? rowOfA : rowOfB;
    const [to, fromA, fromB] = [count * size, i * size, k * size];
    if (hasA && hasB) for (let e = 0; e < size; e++) values[to + e] = ofA[fromA + e]! + ofB[fromB + e]!;
    else values.set(hasA ? ofA.subarray(fromA, fromA + size) : ofB.subarray(fromB, fromB + size), to);
    i += Number(hasA);
    k += Number(hasB);
  }
  return { rows: rows.slice(0, count), values: tf.tensor2d(values.slice(0, count * size), [count, size]) };
}

/** Sum of the squares of all entries, a scalar. */
export function squaredNorm(gradient: Gradient): tf.Scalar {
  const values = isRowSparse(gradient) ? gradient.values : gradient;
  return runKernel("SquaredNorm", { x: values }, {})[0] as tf.Scalar;
}

export function isRowSparse(gradient: Gradient): gradient is RowSparseGradient {
  return !(gradient instanceof tf.Tensor);
}

export function disposeGradient(gradient: Gradient): void {
  (isRowSparse(gradient) ? gradient.values : gradient).dispose();
}
