import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { isRowSparse, type RowSparseGradient, sumGradients } from "../../src/index.ts";
import { engines } from "../support/engines.ts";

const sparse = (rows: number[], values: number[]): RowSparseGradient => ({
  rows: Int32Array.from(rows),
  values: tf.tensor2d(values, [rows.length, 1]),
});

describe.each(engines)("$name", ({ use }) => {
  beforeAll(use);

  test("adds row-sparse gradients up row by row", () => {
    const sum = sumGradients([sparse([1, 4], [1, 2]), sparse([0, 4], [10, 20])]) as RowSparseGradient;

    expect(Array.from(sum.rows)).toEqual([0, 1, 4]);
    expect(Array.from(sum.values.dataSync())).toEqual([10, 1, 22]);
  });

  test("adds what is dense in part up to a dense gradient", () => {
    const sum = sumGradients([tf.ones([3, 1]), sparse([1], [4])]);

    expect(isRowSparse(sum)).toBe(false);
    expect(Array.from((sum as tf.Tensor).dataSync())).toEqual([1, 5, 1]);
  });

  test("leaves nothing behind but the sum, which is a tensor of its own", () => {
    const gradient = tf.ones([3, 1]);
    const before = tf.memory().numTensors;
    const sum = sumGradients([gradient]) as tf.Tensor;

    expect(tf.memory().numTensors).toBe(before + 1);
    sum.dispose();
    expect(gradient.isDisposed).toBe(false);
  });
});
