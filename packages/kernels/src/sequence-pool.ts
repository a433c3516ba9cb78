// From the hidden states of every token to one vector a sequence.

import type * as tf from "@tensorflow/tfjs-core";
import { type Kernel, opWithGradient, runKernel } from "./_kernel.ts";
import type { PackedLayout } from "./packed-sequence.ts";

/** `last` and `first` pick one timestep; `mean` and `max` reduce over the tokens of the sequence. */
export type PoolMode = "last" | "first" | "mean" | "max";

export interface SequencePoolAttrs {
  readonly layout: PackedLayout;
  readonly mode: PoolMode;
}

/** Input `[N, H]`; outputs `[B, H]` and, for `max`, the winning rows of the input `[B, H]` int32 (-1: empty sequence). */
export type SequencePoolKernel = Kernel<{ x: tf.TensorInfo }, SequencePoolAttrs>;

/** Inputs `dy [B, H]` and, for `max`, the winning rows; output `dx [N, H]`. */
export type SequencePoolGradKernel = Kernel<{ dy: tf.TensorInfo; winners?: tf.TensorInfo }, SequencePoolAttrs>;

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
