// Inverted dropout with a counter-based mask: element i is kept if hash(seed ^ i) >= rate * 2^32.

import type * as tf from "@tensorflow/tfjs-core";
import { type Kernel, opWithGradient, runKernel } from "./_kernel.ts";
import { hash32 } from "./random.ts";

export interface DropoutAttrs {
  readonly seed: number;
  readonly rate: number;
}

/** `x` of any shape to the same shape. */
export type DropoutKernel = Kernel<{ x: tf.TensorInfo }, DropoutAttrs>;

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

/** Hashes below it drop their element; in `0..2^32`. */
export function keepThreshold(rate: number): number {
  return Math.round(rate * 2 ** 32);
}

/** The mask as factors, `[size]`: 0 or `1 / (1 - rate)`. */
export function dropoutMask(size: number, { seed, rate }: DropoutAttrs): Float32Array {
  const threshold = keepThreshold(rate);
  const scale = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = hash32(i ^ seed) >= threshold ? scale : 0;
  return mask;
}
