// Token ids -> a row of numbers each. Tokens that a batch repeats share their row.

import { distinctTokens } from "@newsclf/kernels/engine";
import { kerasLayer, type Layer } from "./layer.ts";
import { type Initializer, type Start, standardNormal, within } from "./start-values.ts";

export interface EmbeddingOptions {
  readonly name: string;
  readonly vocabSize: number;
  readonly embeddingSize: number;
  readonly initializer: Initializer;
}

export function embeddingLayer({ name, vocabSize, embeddingSize, initializer }: EmbeddingOptions): Layer {
  const start = initializer === "pytorch" ? standardNormal : within(0.05);
  return {
    name,
    params: [
      {
        name: `${name}/embeddings`,
        shape: [vocabSize, embeddingSize],
        start: withoutPadding(start, embeddingSize),
      },
    ],
    forward: (ops, _, [table], batch) => {
      const { tokenIds, rowIndex } = distinctTokens(batch.tokenIds);
      return { blocks: [ops.embedding(table!, tokenIds)], rowIndex };
    },
    keras: ({ maskPadding }) => [
      kerasLayer("Embedding", name, {
        batch_input_shape: [null, null],
        dtype: "float32",
        input_dim: vocabSize,
        output_dim: embeddingSize,
        mask_zero: maskPadding,
      }),
    ],
  };
}

/** The padding row starts, and without a gradient stays, at zero. */
function withoutPadding(start: Start, width: number): Start {
  return (size, uniform) => start(size, uniform).fill(0, 0, width);
}
