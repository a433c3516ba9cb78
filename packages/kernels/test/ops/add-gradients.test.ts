import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { addGradients, disposeGradient, isRowSparse, type RowSparseGradient } from "../../src/index.ts";
import { engines } from "../support/engines.ts";

const sparse = (rows: number[], values: number[]): RowSparseGradient => ({
  rows: Int32Array.from(rows),
  values: tf.tensor2d(values, [rows.length, 1]),
});

describe.each(engines)("$name", ({ use }) => {
  beforeAll(use);

  test("adds row-sparse gradients up row by row", () => {
    const sum = addGradients(sparse([1, 4], [1, 2]), sparse([0, 4], [10, 20])) as RowSparseGradient;

    expect(Array.from(sum.rows)).toEqual([0, 1, 4]);
    expect(Array.from(sum.values.dataSync())).toEqual([10, 1, 22]);
  });

  test("adds what is dense in part up to a dense gradient", () => {
    const sum = addGradients(tf.ones([3, 1]), sparse([1], [4]));

    expect(isRowSparse(sum)).toBe(false);
    expect(Array.from((sum as tf.Tensor).dataSync())).toEqual([1, 5, 1]);
  });

  test("leaves nothing behind but the sum, which is a tensor of its own", () => {
    const gradients = [tf.ones([3, 1]), sparse([1], [4])] as const;
    const before = tf.memory().numTensors;
    for (const [a, b] of [gradients, [gradients[1], gradients[1]], [gradients[0], gradients[0]]] as const) {
      disposeGradient(addGradients(a, b));
    }

    expect(tf.memory().numTensors).toBe(before);
    expect(gradients[0].isDisposed || gradients[1].values.isDisposed).toBe(false);
  });
});
