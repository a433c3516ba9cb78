// Dropout by a mask that JavaScript makes.

import * as tf from "@tensorflow/tfjs-core";
import type { DropoutAttrs, DropoutKernel } from "../contract.ts";
import { hash32, keepThreshold } from "../random.ts";

export const dropoutForward: DropoutKernel = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const x = inputs.x as tf.Tensor;
    return [tf.mul(x, tf.tensor(dropoutMask(x.size, attrs), x.shape))];
  });

/** The mask as factors, `[size]`: 0 or `1 / (1 - rate)`. */
export function dropoutMask(size: number, { seed, rate }: DropoutAttrs): Float32Array {
  const threshold = keepThreshold(rate);
  const scale = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = hash32(i ^ seed) >= threshold ? scale : 0;
  return mask;
}
