// Gradients of the small ops against central differences of the same ops in float64.

import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  dense,
  embedding,
  packedLayout,
  type RowSparseGradient,
  sequencePool,
  softmaxCrossEntropy,
  toDense,
  valueAndGradients,
} from "../../src/index.ts";
import { engines } from "../support/engines.ts";
import { GRADIENT_TOLERANCE, gradientError } from "../support/finite-difference.ts";
import { createUniform } from "../support/random-case.ts";

const [B, I, O] = [3, 5, 4];
const labels = Int32Array.of(2, 0, 3);
const lengths = [2, 1, 3];

/** Matrices by name, and what is computed of them: here in float64, there with our ops. */
interface GradientCase {
  readonly name: string;
  readonly shapes: readonly (readonly [number, number])[];
  readonly exact: (inputs: readonly Float64Array[]) => number;
  readonly loss: (inputs: readonly tf.Tensor2D[]) => tf.Scalar;
}

const cases: GradientCase[] = [
  {
    name: "softmaxCrossEntropy",
    shapes: [[B, O]],
    exact: ([logits]) => crossEntropy(logits!),
    loss: ([logits]) => softmaxCrossEntropy(logits!, labels),
  },
  ...(["linear", "relu"] as const).map(
    (activation): GradientCase => ({
      name: `dense ${activation}`,
      shapes: [
        [B, I],
        [I, O],
        [1, O],
      ],
      exact: ([x, kernel, bias]) => {
        const scores = product(x!, kernel!, I).map((sum, i) => sum + bias![i % O]!);
        return crossEntropy(activation === "relu" ? scores.map((score) => Math.max(0, score)) : scores);
      },
      loss: ([x, kernel, bias]) => {
        const layer = { kernel: kernel!, bias: reshaped(bias!) };
        return softmaxCrossEntropy(dense(x!, layer, activation), labels);
      },
    }),
  ),
  ...(["last", "first", "mean", "max"] as const).map(
    (mode): GradientCase => ({
      name: `sequencePool ${mode}`,
      shapes: [[6, O]],
      exact: ([x]) => crossEntropy(pool(x!, mode)),
      loss: ([x]) => softmaxCrossEntropy(sequencePool(x!, packedLayout(Int32Array.from(lengths)), mode), labels),
    }),
  ),
  {
    name: "embedding",
    shapes: [[7, O]],
    exact: ([table]) => crossEntropy(Float64Array.from([6, 1, 6].flatMap((id) => [...rowOf(table!, id)]))),
    loss: ([table]) => softmaxCrossEntropy(embedding(table!, Int32Array.of(6, 1, 6)), labels),
  },
];

describe.each(engines)("gradients on $name", (engine) => {
  beforeAll(engine.use);

  test.each(cases)("of $name agree with central differences", ({ shapes, exact, loss }) => {
    const uniform = createUniform(11);
    const inputs = shapes.map(([rows, columns]) => uniform(rows * columns));
    tf.tidy(() => {
      const variables = inputs.map((values, i) => tf.variable(tf.tensor2d(Float32Array.from(values), [...shapes[i]!])));
      const { gradients } = valueAndGradients(() => loss(variables as never), variables);

      gradients.forEach((gradient, i) => {
        const whole = gradient instanceof tf.Tensor ? gradient : toDense(gradient as RowSparseGradient, shapes[i]![0]);
        const error = gradientError(whole.dataSync(), () => exact(inputs), inputs[i]!);
        expect(error, `input ${i}`).toBeLessThanOrEqual(GRADIENT_TOLERANCE);
      });
      for (const variable of variables) variable.dispose();
    });
  });
});

function crossEntropy(logits: Float64Array): number {
  const losses = Array.from(labels, (label, b) => {
    const row = rowOf(logits, b);
    return Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - row[label]!;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** `[B, O]` of `[B, depth]` and `[depth, O]`. */
function product(a: Float64Array, b: Float64Array, depth: number): Float64Array {
  return Float64Array.from({ length: B * O }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += a[Math.floor(i / O) * depth + k]! * b[k * O + (i % O)]!;
    return sum;
  });
}

/** Rows of sequence b at timestep t, of the packed rows of `lengths`: the longest is first. */
function pool(x: Float64Array, mode: "last" | "first" | "mean" | "max"): Float64Array {
  const rowsOfSequence = [[1, 4], [2], [0, 3, 5]];
  return Float64Array.from(
    rowsOfSequence.flatMap((rows) =>
      Array.from({ length: O }, (_, h) => {
        const values = rows.map((row) => x[row * O + h]!);
        if (mode === "last") return values.at(-1)!;
        if (mode === "first") return values[0]!;
        if (mode === "max") return Math.max(...values);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      }),
    ),
  );
}

function rowOf(matrix: Float64Array, row: number): Float64Array {
  return matrix.subarray(row * O, (row + 1) * O);
}

/** `[1, O]` as `[O]`, with a gradient: TensorFlow.js registers its own only in its umbrella package. */
function reshaped(x: tf.Tensor2D): tf.Tensor1D {
  return tf.customGrad((x) => ({
    value: tf.reshape(x as tf.Tensor, [O]),
    gradFunc: (dy: tf.Tensor) => tf.reshape(dy, [1, O]),
  }))(x) as tf.Tensor1D;
}
