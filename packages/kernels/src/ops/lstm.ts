// One LSTM layer in one direction over a packed batch: one op with one gradient.
//
// Cell (Hochreiter & Schmidhuber 1997 with the forget gate of Gers et al. 2000; gate order i, f, g, o as in Keras):
//   [i f g o] = [σ σ tanh σ](x·W + hPrev·U + b),  c = f*cPrev + i*g,  h = o*tanh(c)
// Shapes: N tokens, I inputs, H hidden.

import * as tf from "@tensorflow/tfjs-core";
import type { LstmAttrs, PackedLayout } from "../contract.ts";
import type { LstmOptions, LstmWeights } from "../layer-ops.ts";
import { opWithGradient, runKernel } from "../registry.ts";

/** Weights of one layer and direction. */
export interface LstmParams extends LstmWeights<tf.Tensor> {
  readonly kernel: tf.Tensor2D;
  readonly recurrentKernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
}

/**
 * Hidden states `[N, H]` of every token, from zero initial states.
 *
 * @param x - `[N, I]`, packed by `layout`; with `rowIndex` `[R, I]`.
 */
export function lstm(
  x: tf.Tensor2D,
  layout: PackedLayout,
  params: LstmParams,
  { reverse = false, rowIndex }: LstmOptions = {},
): tf.Tensor2D {
  checkShapes(x, layout, params, rowIndex);
  const attrs: LstmAttrs = { layout, reverse, rowIndex };
  const { kernel, recurrentKernel, bias } = params;
  return opWithGradient([x, kernel, recurrentKernel, bias], (save) => {
    const [y, gates, cells] = runKernel("Lstm", { x, kernel, recurrentKernel, bias }, attrs) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    save([x, y, gates, cells, kernel, recurrentKernel]);
    return {
      value: y,
      gradFunc: (dy, [x, y, gates, cells, kernel, recurrentKernel]) =>
        runKernel(
          "LstmGrad",
          { dy, x: x!, y: y!, gates: gates!, cells: cells!, kernel: kernel!, recurrentKernel: recurrentKernel! },
          attrs,
        ),
    };
  });
}

function checkShapes(
  x: tf.Tensor2D,
  layout: PackedLayout,
  { kernel, recurrentKernel, bias }: LstmParams,
  rowIndex: Int32Array | undefined,
): void {
  if (rowIndex && (rowIndex.length !== layout.numTokens || rowIndex.some((row) => row < 0 || row >= x.shape[0]))) {
    throw new RangeError(`lstm: expected rowIndex to give each of ${layout.numTokens} tokens a row of x [${x.shape}]`);
  }
  const [inputSize, hiddenSize] = [x.shape[1], recurrentKernel.shape[0]];
  const expected: [string, tf.Tensor, number[]][] = [
    ["x", x, [rowIndex ? x.shape[0] : layout.numTokens, inputSize]],
    ["kernel", kernel, [inputSize, 4 * hiddenSize]],
    ["recurrentKernel", recurrentKernel, [hiddenSize, 4 * hiddenSize]],
    ["bias", bias, [4 * hiddenSize]],
  ];
  for (const [name, tensor, shape] of expected) {
    if (!tf.util.arraysEqual(tensor.shape, shape)) {
      throw new RangeError(`lstm: expected ${name} of shape [${shape}], got [${tensor.shape}]`);
    }
  }
}
