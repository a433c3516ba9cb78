// Names and shapes of the parameters, in the order of the saved weights. The names are those that a stock
// TensorFlow.js LayersModel of the same layers uses.

import type { ClassifierConfig } from "./config.ts";

export interface ParamSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Part of the model that the summary counts it under. */
  readonly block: "lstm" | "head";
  readonly role: "embedding" | "kernel" | "recurrentKernel" | "lstmBias" | "bias";
}

/** The name of LSTM layer `layer` (from 0), as a prefix of its weights' names; one a direction. */
export function lstmNames({ bidirectional }: ClassifierConfig, layer: number): string[] {
  const name = `lstm_${layer + 1}`;
  return bidirectional
    ? [`bidirectional_${layer + 1}/forward_${name}`, `bidirectional_${layer + 1}/backward_${name}`]
    : [name];
}

export function paramSpecs(config: ClassifierConfig): ParamSpec[] {
  const { vocabSize, numClasses, embeddingSize, hiddenSize, numLayers, bidirectional, headSizes } = config;
  const outputSize = hiddenSize * (bidirectional ? 2 : 1);
  const specs: ParamSpec[] = [
    { name: "embedding_1/embeddings", shape: [vocabSize, embeddingSize], block: "lstm", role: "embedding" },
  ];
  for (let layer = 0; layer < numLayers; layer++) {
    const inputSize = layer === 0 ? embeddingSize : outputSize;
    for (const name of lstmNames(config, layer)) {
      specs.push(
        { name: `${name}/kernel`, shape: [inputSize, 4 * hiddenSize], block: "lstm", role: "kernel" },
        {
          name: `${name}/recurrent_kernel`,
          shape: [hiddenSize, 4 * hiddenSize],
          block: "lstm",
          role: "recurrentKernel",
        },
        { name: `${name}/bias`, shape: [4 * hiddenSize], block: "lstm", role: "lstmBias" },
      );
    }
  }
  const sizes = [outputSize, ...headSizes, numClasses];
  for (let i = 1; i < sizes.length; i++) {
    specs.push(
      { name: `dense_${i}/kernel`, shape: [sizes[i - 1]!, sizes[i]!], block: "head", role: "kernel" },
      { name: `dense_${i}/bias`, shape: [sizes[i]!], block: "head", role: "bias" },
    );
  }
  return specs;
}

export function paramSize({ shape }: Pick<ParamSpec, "shape">): number {
  return shape.reduce((product, n) => product * n, 1);
}
