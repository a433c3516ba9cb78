// exp, sigmoid and tanh against the error bounds that cpp/activations.h states, over the whole float range.
//
// NEWSCLF_ACTIVATION_STRIDE=1 takes every one of the 2^32 bit patterns: some ten minutes an engine.

import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { ownEngines } from "../support/engines.ts";

const STRIDE = Number(process.env.NEWSCLF_ACTIVATION_STRIDE ?? 4099);
const CHUNK = 2 ** 16;
const INFINITY = Number.POSITIVE_INFINITY;

interface Activation {
  readonly name: string;
  readonly run: (x: tf.Tensor) => tf.Tensor;
  readonly exact: (x: number) => number;
  readonly relativeError: number;
  readonly absoluteError: number;
}

const activations: Activation[] = [
  {
    name: "exp",
    run: tf.exp,
    // Denormal results are 0.
    exact: (x) => (x < Math.fround(-87.3) ? 0 : Math.fround(Math.exp(x)) === INFINITY ? INFINITY : Math.exp(x)),
    relativeError: 2.5e-7,
    absoluteError: 0,
  },
  {
    name: "sigmoid",
    run: tf.sigmoid,
    exact: (x) => 1 / (1 + Math.exp(-x)),
    relativeError: 3e-7,
    absoluteError: 1e-37,
  },
  { name: "tanh", run: tf.tanh, exact: Math.tanh, relativeError: 5e-7, absoluteError: 0 },
];

describe.each(ownEngines)("activations on $name", (engine) => {
  beforeAll(engine.use);

  test.each(activations)(
    "$name keeps its error bounds over the whole float range",
    (activation) => {
      for (let first = 0; first < 2 ** 32; first += STRIDE * CHUNK) {
        const size = Math.min(CHUNK, Math.ceil((2 ** 32 - first) / STRIDE));
        expectWithinBounds(
          activation,
          patterns(size, (i) => first + i * STRIDE),
        );
      }
    },
    STRIDE < 100 ? 3_600_000 : 60_000,
  );

  test.each(activations)("$name keeps its error bounds where something changes", (activation) => {
    const places = [
      -0,
      1e-45,
      2 ** -126,
      2 ** -24,
      0.34657359,
      1,
      9,
      10,
      16.6,
      87.3,
      88.7,
      88.72284,
      103.97,
      3.4028235e38,
    ];
    const around = places
      .flatMap((place) => [bitsOf(place), bitsOf(-place)])
      .flatMap((bits) => Array.from({ length: 201 }, (_, i) => bits + i - 100));

    expectWithinBounds(
      activation,
      patterns(around.length, (i) => around[i]!),
    );
    expectWithinBounds(
      activation,
      Float32Array.of(0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
    );
  });

  test.each(activations)("$name gives an element the same bits wherever it stands in a vector", ({ run }) => {
    const x = patterns(1000, (i) => bitsOf(1 + i / 77));
    const whole = run(tf.tensor1d(x)).dataSync();

    for (let begin = 1; begin < 40; begin++) {
      expect(run(tf.tensor1d(x.slice(begin, 2 * begin))).dataSync()).toEqual(whole.slice(begin, 2 * begin));
    }
  });
});

function expectWithinBounds({ name, run, exact, relativeError, absoluteError }: Activation, x: Float32Array): void {
  const y = tf.tidy(() => run(tf.tensor1d(x)).dataSync());
  for (let i = 0; i < x.length; i++) {
    const expected = exact(x[i]!);
    const isClose = Math.abs(y[i]! - expected) <= relativeError * Math.abs(expected) + absoluteError;
    if (!Object.is(y[i]!, expected) && !(isClose && Number.isFinite(expected))) {
      expect.fail(`${name}(${x[i]}) gave ${y[i]} instead of ${expected}`);
    }
  }
}

/** Floats of these bits. */
function patterns(size: number, bits: (i: number) => number): Float32Array {
  return new Float32Array(Uint32Array.from({ length: size }, (_, i) => bits(i)).buffer);
}

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0]!;
}
