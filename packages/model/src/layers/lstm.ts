// An LSTM layer in one direction or two: rows of tokens -> hidden states, a block a direction.

import { joined, kerasLayer, type Layer } from "./layer.ts";
import type { Param } from "./param.ts";
import { glorot, type Initializer, orthogonalRows, type Start, within } from "./start-values.ts";

export interface LstmOptions {
  /** Which LSTM layer of the model it is, from 1. */
  readonly number: number;
  readonly inputSize: number;
  /** Units of one direction. */
  readonly hiddenSize: number;
  readonly bidirectional: boolean;
  readonly initializer: Initializer;
  /** Whether a stock model gives the state after the last token alone; here that is the pooling's choice. */
  readonly lastStateOnly: boolean;
}

export function lstmLayer(options: LstmOptions): Layer {
  const { number, hiddenSize, bidirectional, lastStateOnly } = options;
  const name = `lstm_${number}`;
  const wrapper = `bidirectional_${number}`;
  const directions = bidirectional ? [`${wrapper}/forward_${name}`, `${wrapper}/backward_${name}`] : [name];
  return {
    name,
    params: directions.flatMap((direction) => directionParams(direction, options)),
    forward: (ops, { rowIndex, ...input }, weights, { layout }) => {
      const x = joined(ops, input);
      const blocks = directions.map((_, i) => {
        const [kernel, recurrentKernel, bias] = weights.slice(3 * i);
        const ofDirection = { kernel: kernel!, recurrentKernel: recurrentKernel!, bias: bias! };
        return ops.lstm(x, layout, ofDirection, { reverse: i === 1, rowIndex });
      });
      return { blocks };
    },
    keras: () => {
      const layer = kerasLayer("LSTM", name, {
        units: hiddenSize,
        activation: "tanh",
        recurrent_activation: "sigmoid",
        use_bias: true,
        unit_forget_bias: true,
        return_sequences: !lastStateOnly,
      });
      return [bidirectional ? kerasLayer("Bidirectional", wrapper, { layer, merge_mode: "concat" }) : layer];
    },
  };
}

/** Keras: Glorot, orthogonal, forget bias 1. PyTorch's `nn.LSTM`: U(±1/√H). */
function directionParams(direction: string, { inputSize, hiddenSize, initializer }: LstmOptions): Param[] {
  const width = 4 * hiddenSize;
  const pytorch = within(1 / Math.sqrt(hiddenSize));
  const [kernel, recurrentKernel, bias]: [Start, Start, Start] =
    initializer === "pytorch"
      ? [pytorch, pytorch, pytorch]
      : [glorot(inputSize, width), orthogonalRows(width), forgetBias(hiddenSize)];
  return [
    { name: `${direction}/kernel`, shape: [inputSize, width], start: kernel },
    { name: `${direction}/recurrent_kernel`, shape: [hiddenSize, width], start: recurrentKernel },
    { name: `${direction}/bias`, shape: [width], start: bias },
  ];
}

/** The gates are i, f, g, o. */
function forgetBias(hiddenSize: number): Start {
  return (size) => new Float32Array(size).fill(1, hiddenSize, 2 * hiddenSize);
}
