// A dense layer: with ReLU, or the last one, which gives logits.

import { joined, kerasLayer, type Layer } from "./layer.ts";
import { glorot, type Initializer, within, zeros } from "./start-values.ts";

export interface DenseOptions {
  readonly name: string;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly initializer: Initializer;
  /** Gives logits; in a stock model, whose output is probabilities, with an activation on them. */
  readonly isLast: boolean;
}

export function denseLayer({ name, inputSize, outputSize, initializer, isLast }: DenseOptions): Layer {
  // PyTorch's `nn.Linear`: U(±1/√fanIn).
  const pytorch = within(1 / Math.sqrt(inputSize));
  const [kernel, bias] = initializer === "pytorch" ? [pytorch, pytorch] : [glorot(inputSize, outputSize), zeros];
  return {
    name,
    params: [
      { name: `${name}/kernel`, shape: [inputSize, outputSize], start: kernel },
      { name: `${name}/bias`, shape: [outputSize], start: bias },
    ],
    forward: (ops, input, [kernel, bias]) => {
      const activation = isLast ? "linear" : "relu";
      return { blocks: [ops.dense(joined(ops, input), { kernel: kernel!, bias: bias! }, activation)] };
    },
    keras: ({ output = "linear" }) => {
      const activation = isLast ? output : "relu";
      return [kerasLayer("Dense", name, { units: outputSize, activation, use_bias: true })];
    },
  };
}
