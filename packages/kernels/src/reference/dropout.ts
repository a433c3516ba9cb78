// Dropout by a mask that JavaScript makes.

import * as tf from "@tensorflow/tfjs-core";
import { type DropoutKernel, dropoutMask } from "../dropout.ts";

export const dropoutForward: DropoutKernel = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const x = inputs.x as tf.Tensor;
    return [tf.mul(x, tf.tensor(dropoutMask(x.size, attrs), x.shape))];
  });
