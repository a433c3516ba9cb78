// Hidden states of every token -> one row a text.

import { joined, kerasLayer, type Layer } from "./layer.ts";

/** From hidden states to one vector a text: the state after the last token, or the mean or maximum over the tokens. */
export type Pooling = "last" | "mean" | "max";

export interface PoolingOptions {
  readonly name: string;
  readonly pooling: Pooling;
}

export function poolingLayer({ name, pooling }: PoolingOptions): Layer {
  return {
    name,
    params: [],
    forward: (ops, { blocks }, _, { layout }) => {
      // The second direction of an LSTM reads from the end: its last state is at the first token.
      const modes = [pooling, pooling === "last" ? "first" : pooling] as const;
      const pooled = blocks.map((block, i) => ops.sequencePool(block, layout, modes[i]!));
      return { blocks: [joined(ops, { blocks: pooled })] };
    },
    // A stock LSTM gives its last state itself.
    keras: () =>
      pooling === "last"
        ? []
        : [kerasLayer(pooling === "max" ? "GlobalMaxPooling1D" : "GlobalAveragePooling1D", name, {})],
  };
}
