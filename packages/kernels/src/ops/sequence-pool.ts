// From the hidden states of every token to one vector a sequence.

import type * as tf from "@tensorflow/tfjs-core";
import type { PackedLayout, PoolMode, SequencePoolAttrs } from "../contract.ts";
import { opWithGradient, runKernel } from "../registry.ts";

/**
 * Pools `x [N, H]` to `[B, H]`, in the order of the batch. An empty sequence gives zeros.
 */
export function sequencePool(x: tf.Tensor2D, layout: PackedLayout, mode: PoolMode): tf.Tensor2D {
  if (x.shape[0] !== layout.numTokens) {
    throw new RangeError(`sequencePool: expected ${layout.numTokens} rows, got shape [${x.shape}]`);
  }
  const attrs: SequencePoolAttrs = { layout, mode };
  return opWithGradient([x], (save) => {
    const [value, ...winners] = runKernel("SequencePool", { x }, attrs);
    save(winners);
    return {
      value: value as tf.Tensor2D,
      gradFunc: (dy, [winners]) => runKernel("SequencePoolGrad", winners ? { dy, winners } : { dy }, attrs),
    };
  });
}
