// Two hundred training steps through the package's public ops: errors that single ops hide add up here.

import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import {
  adamW,
  concatColumns,
  dense,
  deriveSeed,
  disposeGradient,
  dropout,
  embedding,
  lstm,
  packSequence,
  sequencePool,
  softmaxCrossEntropy,
  squaredNorm,
  valueAndGradients,
} from "../../src/index.ts";
import { onReference, ownEngines } from "../support/engines.ts";
import { createIntegers } from "../support/operation-cases.ts";
import { createUniform, largestError } from "../support/random-case.ts";

const NUM_STEPS = 200;
const [V, E, H, C, B, T] = [40, 9, 11, 3, 8, 7];

describe.each(ownEngines)("training on $name", (engine) => {
  test("follows the reference's loss curve for 200 steps", async () => {
    const expected = await onReference(train);
    await engine.use();
    const actual = train();

    expect(largestError(actual, expected)).toBeLessThanOrEqual(1e-4);
    // It is a curve: the classifier learns.
    expect(actual[0]).toBeGreaterThan(1);
    expect(actual.at(-1)).toBeLessThan(0.5);
  });
});

/** Losses of a bidirectional classifier that finds the class in which of three tokens comes first. */
function train(): number[] {
  const uniform = createUniform(7);
  const integers = createIntegers(8);
  const create = (...shape: number[]): tf.Variable => {
    const size = shape.reduce((product, n) => product * n, 1);
    return tf.tidy(() =>
      tf.variable(
        tf.tensor(
          Float32Array.from(uniform(size), (value) => value / 2),
          shape,
        ),
      ),
    );
  };
  const lstmParams = () => ({ kernel: create(E, 4 * H), recurrentKernel: create(H, 4 * H), bias: create(4 * H) });
  const table = create(V, E);
  const [forward, backward] = [lstmParams(), lstmParams()];
  const head = { kernel: create(2 * H, C), bias: create(C) };
  const params = [table, ...[forward, backward, head].flatMap((layer) => Object.values(layer) as tf.Variable[])];
  const slots = params.map((param) => ({ m: tf.variable(tf.zerosLike(param)), v: tf.variable(tf.zerosLike(param)) }));

  const losses: number[] = [];
  for (let step = 1; step <= NUM_STEPS; step++) {
    const tokenIds = Int32Array.from({ length: B * T }, () => integers(0, V - 1));
    const lengths = Int32Array.from({ length: B }, () => integers(1, T));
    const labels = lengths.map((_, b) => tokenIds[b * T]! % C);
    const ragged = tokenIds.filter((_, i) => i % T < lengths[Math.floor(i / T)]!);
    const offsets = Int32Array.from({ length: B + 1 }, (_, b) => lengths.subarray(0, b).reduce((sum, n) => sum + n, 0));
    const packed = packSequence(ragged, offsets);
    const { value, gradients } = valueAndGradients(() => {
      const x = dropout(embedding(table as never, packed.tokenIds), 0.1, deriveSeed(1, "dropout", step));
      const hidden = concatColumns(
        lstm(x, packed.layout, forward as never),
        lstm(x, packed.layout, backward as never, { reverse: true }),
      );
      return softmaxCrossEntropy(dense(sequencePool(hidden, packed.layout, "max"), head as never), labels);
    }, params);
    const norm = Math.sqrt(
      gradients.reduce((sum, gradient) => sum + tf.tidy(() => squaredNorm(gradient).dataSync()[0]!), 0),
    );
    params.forEach((param, i) => {
      adamW(param, gradients[i]!, slots[i]!, {
        learningRate: 0.02,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        weightDecay: 0.01,
        step,
        gradientScale: Math.min(1, 1 / norm),
      });
    });
    losses.push(value.dataSync()[0]!);
    value.dispose();
    gradients.forEach(disposeGradient);
  }
  for (const variable of [...params, ...slots.flatMap(({ m, v }) => [m, v])]) variable.dispose();
  return losses;
}
