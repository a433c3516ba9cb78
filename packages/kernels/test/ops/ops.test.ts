// The small ops, on every engine, against values that can be worked out by hand.

import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  adamW,
  concatColumns,
  dense,
  dropout,
  embedding,
  packedLayout,
  sequencePool,
  softmaxCrossEntropy,
  squaredNorm,
  valueAndGradients,
} from "../../src/index.ts";
import { dropoutMask } from "../../src/reference/dropout.ts";
import { engines } from "../support/engines.ts";

// Packed rows of two sequences of lengths 1 and 3: t0 = (long, short), t1 = long, t2 = long.
const layout = packedLayout(Int32Array.of(1, 3));
const rows = [
  [1, 9],
  [5, 6],
  [4, 2],
  [4, 3],
];

describe.each(engines)("ops on $name", (engine) => {
  beforeAll(engine.use);
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  test.each([
    [
      "last",
      [
        [5, 6],
        [4, 3],
      ],
      [
        [0, 0],
        [1, 2],
        [0, 0],
        [3, 4],
      ],
    ],
    [
      "first",
      [
        [5, 6],
        [1, 9],
      ],
      [
        [3, 4],
        [1, 2],
        [0, 0],
        [0, 0],
      ],
    ],
    [
      "mean",
      [
        [5, 6],
        [3, 14 / 3],
      ],
      [
        [1, 4 / 3],
        [1, 2],
        [1, 4 / 3],
        [1, 4 / 3],
      ],
    ],
    [
      "max",
      [
        [5, 6],
        [4, 9],
      ],
      [
        [0, 4],
        [1, 2],
        [3, 0],
        [0, 0],
      ],
    ],
  ] as const)("sequencePool %s and its gradient", (mode, value, gradient) => {
    const x = tf.tensor2d(rows);
    const pooled = sequencePool(x, layout, mode);
    const dx = tf.grad((x) => sequencePool(x as tf.Tensor2D, layout, mode))(
      x,
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
    );

    expectClose(pooled, value);
    expectClose(dx, gradient);
  });

  test("sequencePool gives an empty sequence zeros", () => {
    const withEmpty = packedLayout(Int32Array.of(0, 1));

    for (const mode of ["last", "first", "mean", "max"] as const) {
      expectClose(sequencePool(tf.tensor2d([[7, -7]]), withEmpty, mode), [
        [0, 0],
        [7, -7],
      ]);
    }
  });

  test("dense with ReLU and its gradients", () => {
    const x = tf.tensor2d([[1, 2]]);
    const kernel = tf.tensor2d([
      [1, -1],
      [1, -1],
    ]);
    const bias = tf.tensor1d([0.5, 0]);
    const layer = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      dense(x as tf.Tensor2D, { kernel: kernel as tf.Tensor2D, bias: bias as tf.Tensor1D }, "relu");
    const [dx, dKernel, dBias] = tf.grads((...args) => layer(...(args as [tf.Tensor, tf.Tensor, tf.Tensor])))(
      [x, kernel, bias],
      tf.tensor2d([[1, 10]]),
    );

    expectClose(layer(x, kernel, bias), [[3.5, 0]]);
    expectClose(dx!, [[1, 1]]);
    expectClose(dKernel!, [
      [1, 0],
      [2, 0],
    ]);
    expectClose(dBias!, [1, 0]);
  });

  test("dense without inputs gives the gradient of its bias", () => {
    const layer = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      dense(x as tf.Tensor2D, { kernel: kernel as tf.Tensor2D, bias: bias as tf.Tensor1D });
    // What is left in memory would show.
    tf.tidy(() => tf.add(tf.fill([2], 7), tf.fill([2], 8)));
    const [, , dBias] = tf.grads((...args) => layer(...(args as [tf.Tensor, tf.Tensor, tf.Tensor])))(
      [tf.zeros([3, 0]), tf.zeros([0, 2]), tf.tensor1d([1, 2])],
      tf.ones([3, 2]),
    );

    expectClose(dBias!, [3, 3]);
  });

  test("a gradient that is NaN behind a ReLU stays NaN", () => {
    const kernel = tf.ones([2, 2]) as tf.Tensor2D;
    const layer = (bias: tf.Tensor): tf.Tensor =>
      dense(tf.tensor2d([[Number.NaN, 1]]), { kernel, bias: bias as tf.Tensor1D }, "relu");
    const dBias = tf.grad(layer)(tf.zeros([2]), tf.fill([1, 2], Number.NaN));

    expect([...dBias.dataSync()]).toEqual([Number.NaN, Number.NaN]);
  });

  test("concatColumns splits its gradient", () => {
    const [da, db] = tf.grads((a, b) => concatColumns(a as tf.Tensor2D, b as tf.Tensor2D))(
      [tf.tensor2d([[1]]), tf.tensor2d([[2, 3]])],
      tf.tensor2d([[4, 5, 6]]),
    );

    expectClose(da!, [[4]]);
    expectClose(db!, [[5, 6]]);
  });

  test("dropout applies the mask of its seed, forward and backward", () => {
    const mask = tf.tensor1d(dropoutMask(1000, { seed: 5, rate: 0.3 }));

    expectClose(dropout(tf.ones([1000]), 0.3, 5), mask.arraySync());
    expectClose(tf.grad((x) => dropout(x, 0.3, 5))(tf.ones([1000]), tf.fill([1000], 2)), tf.mul(mask, 2).arraySync());
  });

  test("softmaxCrossEntropy agrees with its definition, also for logits that overflow exp", () => {
    const logits = tf.tensor2d([
      [1, 2, 3],
      [1000, 0, -1000],
    ]);
    const labels = Int32Array.of(0, 1);
    const [p0, p1, p2] = [1, 2, 3].map((z) => Math.exp(z) / (Math.E + Math.exp(2) + Math.exp(3))) as [
      number,
      number,
      number,
    ];

    expectClose(softmaxCrossEntropy(logits, labels), (-Math.log(p0) + 1000) / 2);
    expectClose(tf.grad((z) => softmaxCrossEntropy(z as tf.Tensor2D, labels))(logits), [
      [(p0 - 1) / 2, p1 / 2, p2 / 2],
      [0.5, -0.5, 0],
    ]);
  });

  test("valueAndGradients keeps the gradient of a table row-sparse and sums repeated ids", () => {
    const table = tf.variable(
      tf.tensor2d([
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ]),
    );
    const bias = tf.variable(tf.tensor1d([0, 0]));
    const identity = {
      kernel: tf.tensor2d([
        [1, 0],
        [0, 1],
      ]),
      bias,
    };
    const loss = (): tf.Scalar =>
      softmaxCrossEntropy(dense(embedding(table, Int32Array.of(2, 0, 2)), identity as never), Int32Array.of(0, 0, 1));

    const { value, gradients } = valueAndGradients(loss, [table, bias]);

    expectClose(value, Math.log(2));
    expect(gradients[0]).toMatchObject({ rows: Int32Array.of(0, 2) });
    expectClose((gradients[0] as { values: tf.Tensor }).values, [
      [-1 / 6, 1 / 6],
      [0, 0],
    ]);
    expectClose(gradients[1] as tf.Tensor, [-1 / 6, 1 / 6]);
    expectClose(squaredNorm(gradients[0]!), 2 / 36);
  });

  test("valueAndGradients refuses a table that another op reads beside embedding", () => {
    const table = tf.variable(tf.ones([2, 2]) as tf.Tensor2D);
    const bias = tf.zeros([2]) as tf.Tensor1D;
    const loss = (): tf.Scalar =>
      softmaxCrossEntropy(dense(embedding(table, Int32Array.of(0)), { kernel: table, bias }), Int32Array.of(1));

    expect(() => valueAndGradients(loss, [table])).toThrow("parameter 0 is read by embedding and by another op");
  });

  test("embedding refuses an id outside the table", () => {
    expect(() => embedding(tf.zeros([2, 1]), Int32Array.of(1, 2))).toThrow("expected ids in 0..1, got 2 at 1");
  });

  test("adamW on some rows gives them the dense result and leaves the others alone", () => {
    const hyper = {
      learningRate: 0.1,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
      step: 3,
      gradientScale: 0.5,
    };
    const start = [
      [1, -1],
      [2, -2],
      [3, -3],
    ];
    const create = () => ({
      param: tf.variable(tf.tensor2d(start)),
      slots: { m: tf.variable(tf.fill([3, 2], 0.2)), v: tf.variable(tf.fill([3, 2], 0.3)) },
    });
    const [whole, some] = [create(), create()];

    adamW(
      whole.param,
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      whole.slots,
      hyper,
    );
    adamW(
      some.param,
      {
        rows: Int32Array.of(0, 2),
        values: tf.tensor2d([
          [1, 2],
          [5, 6],
        ]),
      },
      some.slots,
      hyper,
    );

    const expected = whole.param.arraySync() as number[][];
    expectClose(some.param, [expected[0], start[1], expected[2]]);
    expectClose(some.slots.m, [
      (whole.slots.m.arraySync() as number[][])[0],
      [0.2, 0.2],
      (whole.slots.m.arraySync() as number[][])[2],
    ]);
    // By hand, for the first entry: g = 0.5, m = 0.23, v = 0.29995.
    const change = (0.1 * (0.23 / (1 - 0.9 ** 3))) / (Math.sqrt(0.29995 / (1 - 0.999 ** 3)) + 1e-8);
    expect(expected[0]![0]).toBeCloseTo(1 - 0.1 * 0.01 - change, 6);
  });
});

test("the mask keeps the wanted fraction and differs between seeds", () => {
  const [a, b] = [1, 2].map((seed) => dropoutMask(100_000, { seed, rate: 0.2 })) as [Float32Array, Float32Array];

  expect(a.filter((factor) => factor > 0).length / a.length).toBeCloseTo(0.8, 2);
  expect(a.filter((factor, i) => factor === b[i]).length / a.length).toBeCloseTo(0.68, 2);
  expect(new Set(a)).toEqual(new Set([0, 1.25]));
});

function expectClose(actual: tf.Tensor, expected: unknown): void {
  const wanted = [expected].flat(3) as number[];
  const values = actual.dataSync();
  expect(values.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs(values[i]! - value), `entry ${i}: ${values[i]} against ${value}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(value)),
    );
  });
}
