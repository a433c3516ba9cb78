// Dropout, in training alone. On embedded tokens that share rows it drops the same entries at each place of a token.

import { deriveSeed } from "@newsclf/kernels/engine";
import { joined, kerasLayer, type Layer } from "./layer.ts";

export interface DropoutOptions {
  readonly name: string;
  /** Fraction in `[0, 1)`. */
  readonly rate: number;
  /** Whether `model.json` has it: predictions do not depend on it, and where rows are shared, Keras has nothing like it. */
  readonly inKeras: boolean;
}

export function dropoutLayer({ name, rate, inKeras }: DropoutOptions): Layer {
  return {
    name,
    params: [],
    forward: (ops, input, _, { dropoutSeed }) => {
      if (dropoutSeed === undefined || rate === 0) return input;
      // One mask a layer: two blocks with the same key would lose the same entries.
      return { ...input, blocks: [ops.dropout(joined(ops, input), rate, deriveSeed(dropoutSeed, name))] };
    },
    keras: () => (inKeras ? [kerasLayer("Dropout", name, { rate })] : []),
  };
}
