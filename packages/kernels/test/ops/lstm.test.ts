import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { lstm, packedLayout } from "../../src/index.ts";
import { engines } from "../support/engines.ts";
import { GRADIENT_TOLERANCE, gradientError, numericalGradient } from "../support/finite-difference.ts";
import { type LstmCase, lstmFloat64 } from "../support/lstm-float64.ts";
import { createUniform, largestError, packRows } from "../support/random-case.ts";

const shapes: [string, Pick<LstmCase, "inputSize" | "hiddenSize" | "lengths" | "reverse">][] = [
  ["one token", { inputSize: 1, hiddenSize: 1, lengths: [1], reverse: false }],
  ["one token, reverse", { inputSize: 2, hiddenSize: 3, lengths: [1], reverse: true }],
  ["equal lengths", { inputSize: 3, hiddenSize: 4, lengths: [5, 5, 5], reverse: false }],
  ["ragged", { inputSize: 5, hiddenSize: 3, lengths: [2, 7, 0, 4, 7], reverse: false }],
  ["ragged, reverse", { inputSize: 5, hiddenSize: 3, lengths: [2, 7, 0, 4, 7], reverse: true }],
  ["wider than a vector", { inputSize: 5, hiddenSize: 17, lengths: [3, 1, 2], reverse: false }],
  ["only empty sequences", { inputSize: 2, hiddenSize: 2, lengths: [0, 0], reverse: false }],
];

describe.each(engines)("lstm on $name", (engine) => {
  beforeAll(engine.use);

  test.each(shapes)("agrees with float64: %s", (_, shape) => {
    const c = createCase(shape, 1);
    const { y } = runLstm(c, new Float64Array(c.x.length));

    expect(largestError(y, lstmFloat64(c))).toBeLessThanOrEqual(1e-6);
  });

  test.each(shapes)("gradients agree with central differences: %s", (_, shape) => {
    const c = createCase(shape, 2);
    const dy = createUniform(3)(lstmFloat64(c).length);
    const loss = (): number => lstmFloat64(c).reduce((sum, h, i) => sum + h * dy[i]!, 0);

    const { gradients } = runLstm(c, dy);

    for (const name of ["x", "kernel", "recurrentKernel", "bias"] as const) {
      expect(gradientError(gradients[name], loss, c[name]), name).toBeLessThanOrEqual(GRADIENT_TOLERANCE);
    }
  });

  test("a gradient that is wrong in one entry is told from a right one", () => {
    const c = createCase(shapes[3]![1], 4);
    const dy = createUniform(5)(lstmFloat64(c).length);
    const loss = (): number => lstmFloat64(c).reduce((sum, h, i) => sum + h * dy[i]!, 0);
    const { gradients } = runLstm(c, dy);
    const largest = numericalGradient(loss, c.kernel).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    gradients.kernel[7] = gradients.kernel[7]! + 10 * GRADIENT_TOLERANCE * largest;

    expect(largest).toBeGreaterThan(0.1);
    expect(gradientError(gradients.kernel, loss, c.kernel)).toBeGreaterThan(GRADIENT_TOLERANCE);
  });

  test("leaves no tensor behind", () => {
    const c = createCase(shapes[3]![1], 6);
    const before = tf.memory().numTensors;
    runLstm(c, new Float64Array(lstmFloat64(c).length));

    expect(tf.memory().numTensors).toBe(before);
  });

  test("names the tensor of a wrong shape", () => {
    const params = { kernel: tf.zeros([2, 8]), recurrentKernel: tf.zeros([2, 8]), bias: tf.zeros([7]) };

    expect(() => lstm(tf.zeros([1, 2]), packedLayout(Int32Array.of(1)), params as never)).toThrow(
      "lstm: expected bias of shape [8], got [7]",
    );
  });
});

function createCase(shape: (typeof shapes)[number][1], seed: number): LstmCase {
  const uniform = createUniform(seed);
  const { inputSize, hiddenSize, lengths } = shape;
  return {
    ...shape,
    x: uniform(lengths.reduce((sum, n) => sum + n, 0) * inputSize),
    kernel: uniform(inputSize * 4 * hiddenSize),
    recurrentKernel: uniform(hiddenSize * 4 * hiddenSize),
    bias: uniform(4 * hiddenSize),
  };
}

interface LstmResult {
  readonly y: Float64Array;
  readonly gradients: Record<"x" | "kernel" | "recurrentKernel" | "bias", Float64Array>;
}

/** Outputs and gradients in the row order of the case. */
function runLstm(c: LstmCase, dy: Float64Array): LstmResult {
  const { inputSize: I, hiddenSize: H } = c;
  const layout = packedLayout(Int32Array.from(c.lengths));
  const toPacked = packRows(layout, c.lengths);
  let result: LstmResult | undefined;
  tf.tidy(() => {
    const x = tf.tensor2d(toPacked.pack(c.x, I), [layout.numTokens, I]);
    const kernel = tf.tensor2d(Float32Array.from(c.kernel), [I, 4 * H]);
    const recurrentKernel = tf.tensor2d(Float32Array.from(c.recurrentKernel), [H, 4 * H]);
    const bias = tf.tensor1d(Float32Array.from(c.bias));
    const weight = tf.tensor2d(toPacked.pack(dy, H), [layout.numTokens, H]);
    const run = (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D =>
      lstm(x as tf.Tensor2D, layout, { kernel, recurrentKernel, bias } as never, { reverse: c.reverse });
    const y = run(x, kernel, recurrentKernel, bias);
    const args = [x, kernel, recurrentKernel, bias];
    const [dx, dKernel, dRecurrentKernel, dBias] = tf.grads((...args) =>
      run(...(args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor])),
    )(args, weight);
    result = {
      y: toPacked.unpack(y.dataSync(), H),
      gradients: {
        x: toPacked.unpack(dx!.dataSync(), I),
        kernel: Float64Array.from(dKernel!.dataSync()),
        recurrentKernel: Float64Array.from(dRecurrentKernel!.dataSync()),
        bias: Float64Array.from(dBias!.dataSync()),
      },
    };
  });
  return result!;
}
