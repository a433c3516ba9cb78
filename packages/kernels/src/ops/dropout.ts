// Inverted dropout with a counter-based mask: element i is kept if hash(seed ^ i) >= rate * 2^32.

import type * as tf from "@tensorflow/tfjs-core";
import { opWithGradient, runKernel } from "../registry.ts";

/**
 * Zeroes each element of `x` with probability `rate` and scales the others by `1 / (1 - rate)`.
 *
 * @param rate - Fraction in `[0, 1)`.
 * @param seed - uint32; the same seed gives the same mask on every engine.
 */
export function dropout<T extends tf.Tensor>(x: T, rate: number, seed: number): T {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: expected a rate in [0, 1), got ${rate}`);
  if (rate === 0) return x;
  const run = (x: tf.Tensor): tf.Tensor[] => runKernel("Dropout", { x }, { rate, seed: seed >>> 0 });
  return opWithGradient([x], () => ({ value: run(x)[0] as T, gradFunc: (dy) => run(dy) }));
}
