// A dense layer: with ReLU, or the last one, which gives logits.

import { dense } from "@newsclf/kernels";
import type * as tf from "@tensorflow/tfjs-core";
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
    forward: (input, weights) => {
      const [kernel, bias] = weights as [tf.Tensor2D, tf.Tensor1D];
      return { blocks: [dense(joined(input), { kernel, bias }, isLast ? "linear" : "relu")] };
    },
    keras: ({ output = "linear" }) => {
      const activation = isLast ? output : "relu";
      return [kerasLayer("Dense", name, { units: outputSize, activation, use_bias: true })];
    },
  };
}
