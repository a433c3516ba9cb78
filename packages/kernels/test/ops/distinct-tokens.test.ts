import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { distinctTokens, lstm, packSequence } from "../../src/index.ts";
import { engines } from "../support/engines.ts";
import { createUniform, largestError } from "../support/random-case.ts";

test("lists each token once, and where each place finds it", () => {
  expect(distinctTokens(Int32Array.of(7, 0, 7, 3))).toEqual({
    tokenIds: Int32Array.of(0, 3, 7),
    rowIndex: Int32Array.of(2, 0, 2, 1),
  });
  expect(distinctTokens(new Int32Array())).toEqual({ tokenIds: new Int32Array(), rowIndex: new Int32Array() });
});

describe.each(engines)("lstm over shared rows on $name", (engine) => {
  beforeAll(engine.use);

  test.each([false, true])("equals the lstm over a row a token, and sums their gradients (reverse: %s)", (reverse) => {
    const { tokenIds, layout } = packSequence(Int32Array.of(5, 9, 5, 2, 9, 9, 9, 9), Int32Array.of(0, 3, 4, 8));
    const { tokenIds: rows, rowIndex } = distinctTokens(tokenIds);
    const uniform = createUniform(1);
    const [I, H] = [5, 3];
    const values = (...shape: number[]): tf.Tensor =>
      tf.tensor(Float32Array.from(uniform(tf.util.sizeFromShape(shape))), shape);

    tf.tidy(() => {
      const params = [values(I, 4 * H), values(H, 4 * H), values(4 * H)];
      const [x, dy] = [values(rows.length, I), values(layout.numTokens, H)];
      const expanded = tf.gather(x, tf.tensor1d(rowIndex, "int32"));
      const run = (x: tf.Tensor, index?: Int32Array) =>
        tf.grads((x, kernel, recurrentKernel, bias) =>
          lstm(x as tf.Tensor2D, layout, { kernel, recurrentKernel, bias } as never, { reverse, rowIndex: index }),
        )([x, ...params], dy);
      const [dShared, ...shared] = run(x, rowIndex);
      const [dTokens, ...single] = run(expanded);
      const summed = tf.matMul(
        tf.transpose(tf.cast(tf.oneHot(tf.tensor1d(rowIndex, "int32"), rows.length), "float32")),
        dTokens as tf.Tensor2D,
      );

      expect(largestError(dShared!.dataSync(), summed.dataSync())).toBeLessThan(1e-5);
      shared.forEach((gradient, i) => {
        expect(largestError(gradient.dataSync(), single[i]!.dataSync())).toBeLessThan(1e-5);
      });
    });
  });

  test("names a row index that does not fit", () => {
    const params = { kernel: tf.zeros([2, 4]), recurrentKernel: tf.zeros([1, 4]), bias: tf.zeros([4]) } as never;
    const { layout } = packSequence(Int32Array.of(1, 1), Int32Array.of(0, 2));

    expect(() => lstm(tf.zeros([1, 2]), layout, params, { rowIndex: Int32Array.of(0, 1) })).toThrow(
      "expected rowIndex",
    );
  });
});
