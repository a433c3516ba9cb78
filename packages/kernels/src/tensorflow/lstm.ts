// The LSTM as one op of TensorFlow's, BlockLSTMV2, and its gradient step by step.
//
// BlockLSTMV2 takes padded batches; its gates are in Keras' order. A padded step does not reach the result: it comes
// after all steps that count, and the gradients that enter it are zero.
//
// There is a BlockLSTMGradV2 too. It multiplies by the kernels, and adds to their gradients, in every step, which costs
// several times as much as doing so once for all steps: at I=256, H=128, T=512 on two cores 264 ms against 86 ms for
// B=32, 209 ms against 34 ms for B=4. Here a step is LSTMBlockCellGrad and the product with the recurrent kernel.

import * as tf from "@tensorflow/tfjs-core";
import type { LstmGradKernel, LstmKernel } from "../contract.ts";
import { lstmBackward, lstmForward } from "../reference/lstm.ts";
import { execute, RawOps } from "./_execute.ts";
import { TimeMajor } from "./_time-major.ts";

/** Outputs hidden states `[N, H]`, then for the gradient i, f, o, g, tanh(c) and h `[6, T, B, H]`, and c `[T, B, H]`. */
export const blockLstm: LstmKernel = (args) => {
  const { inputs, attrs, backend } = args;
  if (attrs.layout.numTokens === 0) return lstmForward(args);
  return tf.tidy(() => {
    const { x, kernel, recurrentKernel, bias } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const timeMajor = new TimeMajor(attrs);
    const noState = tf.zeros([timeMajor.batchSize, recurrentKernel.shape[0]]);
    const noPeephole = tf.zeros([recurrentKernel.shape[0]]);
    const weights = tf.concat([kernel, recurrentKernel], 0);
    const [i, cells, f, o, g, tanhCells, hidden] = execute(backend, {
      name: "BlockLSTMV2",
      attrs: { T: "float32", cell_clip: { float: 0 }, use_peephole: false },
      int64: timeMajor.numSteps,
      inputs: [
        timeMajor.pad(tokenRows(x, attrs.rowIndex)),
        noState,
        noState,
        weights,
        noPeephole,
        noPeephole,
        noPeephole,
        bias,
      ],
      numOutputs: 7,
    }) as tf.Tensor3D[];
    return [timeMajor.pack(hidden!), tf.stack([i!, f!, o!, g!, tanhCells!, hidden!]), cells!];
  });
};

export const steppedLstmGrad: LstmGradKernel = (args) => {
  const { inputs, attrs, backend } = args;
  if (attrs.layout.numTokens === 0) return lstmBackward(args);
  return tf.tidy(() => {
    const { dy, x, gates, cells, kernel, recurrentKernel } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const timeMajor = new TimeMajor(attrs);
    const { numSteps, batchSize } = timeMajor;
    const hiddenSize = recurrentKernel.shape[0];
    const [i, f, o, g, tanhCells, hidden] = tf.unstack(gates) as tf.Tensor3D[];
    const sequences = { dy: timeMajor.pad(dy), i: i!, cells, f: f!, o: o!, g: g!, tanhCells: tanhCells! };
    const dScores = scoreGradients(backend, sequences, swapFG(recurrentKernel), numSteps);
    const dPacked = timeMajor.pack(dScores);
    // Step t of the scores meets the hidden state of step t - 1.
    const dLater = tf.slice(dScores, [1, 0, 0], [numSteps - 1, batchSize, 4 * hiddenSize]);
    const hiddenBefore = tf.slice(hidden!, [0, 0, 0], [numSteps - 1, batchSize, hiddenSize]);
    const dRows = sumTokenRows(dPacked, attrs.rowIndex, x.shape[0]);
    return [
      tf.matMul(dRows, swapFG(kernel), false, true),
      swapFG(tf.matMul(x, dRows, true, false)),
      swapFG(tf.matMul(rows(hiddenBefore), rows(dLater), true, false)),
      swapFG(tf.sum(dPacked, 0)),
    ];
  });
};

/** What the gradient of one step reads, for all steps, `[T, B, H]` each. */
type Sequences = Readonly<Record<"dy" | "i" | "cells" | "f" | "o" | "g" | "tanhCells", tf.TensorInfo>>;

/** Gradients of the scores, `[T, B, 4H]` with columns i, g, f, o as in the recurrent kernel `[H, 4H]`. */
function scoreGradients(
  backend: tf.KernelBackend,
  sequences: Sequences,
  recurrentKernel: tf.Tensor2D,
  numSteps: number,
): tf.Tensor3D {
  const raw = new RawOps(backend);
  try {
    const [, batchSize, hiddenSize] = sequences.dy.shape as [number, number, number];
    const unstack = raw.prepare("Unpack", { T: "float32", num: { int: numSteps }, axis: { int: 0 } }, numSteps);
    const add = raw.prepare("AddV2", { T: "float32" }, 1);
    const cellGrad = raw.prepare("LSTMBlockCellGrad", { T: "float32", use_peephole: false }, 5);
    const matMul = raw.prepare("MatMul", { T: "float32", transpose_a: false, transpose_b: false }, 1);
    const [dy, i, cells, f, o, g, tanhCells] = [
      ...[sequences.dy, sequences.i, sequences.cells, sequences.f],
      ...[sequences.o, sequences.g, sequences.tanhCells],
    ].map((sequence) => unstack(raw.idOf(sequence))) as [number[], number[], number[], number[], ...number[][]];
    const transposed = raw.idOf(tf.transpose(recurrentKernel));
    const noState = raw.idOf(tf.zeros([batchSize, hiddenSize]));
    // The op reads the shapes of these only.
    const unread = [
      [batchSize, 1],
      [batchSize, hiddenSize],
      [1 + hiddenSize, 4 * hiddenSize],
      [hiddenSize],
      [4 * hiddenSize],
    ];
    const [x, hiddenBefore, weights, peephole, bias] = unread.map((shape) => raw.idOf(tf.zeros(shape)));
    const steps: number[] = [];
    let dCell = noState;
    let dHidden: number | undefined;
    for (let t = numSteps - 1; t >= 0; t--) {
      const dh = dHidden === undefined ? dy[t]! : add(dy[t]!, dHidden)[0]!;
      const [dCellBefore, dScores] = cellGrad(
        ...[x!, t === 0 ? noState : cells[t - 1]!, hiddenBefore!, weights!, peephole!, peephole!, peephole!, bias!],
        ...[i[t]!, cells[t]!, f[t]!, o![t]!, g![t]!, tanhCells![t]!, dCell, dh],
      );
      steps[t] = dScores!;
      dCell = dCellBefore!;
      dHidden = matMul(dScores!, transposed)[0]!;
    }
    return raw.stack(steps);
  } finally {
    raw.dispose();
  }
}

/** The row of each token: `[R, D]` to `[N, D]`. */
function tokenRows(x: tf.Tensor2D, rowIndex: Int32Array | undefined): tf.Tensor2D {
  return rowIndex === undefined ? x : tf.gather(x, tf.tensor1d(rowIndex, "int32"));
}

/** The gradient of `tokenRows`: `[N, D]` to `[R, D]`. */
function sumTokenRows(dy: tf.Tensor2D, rowIndex: Int32Array | undefined, numRows: number): tf.Tensor2D {
  return rowIndex === undefined ? dy : tf.unsortedSegmentSum(dy, tf.tensor1d(rowIndex, "int32"), numRows);
}

/** `[T, B, D]` to `[T * B, D]`. */
function rows(sequence: tf.Tensor3D): tf.Tensor2D {
  return tf.reshape(sequence, [-1, sequence.shape[2]]);
}

/** Columns i, f, g, o to i, g, f, o, and back. */
function swapFG<T extends tf.Tensor>(columns: T): T {
  const axis = columns.rank - 1;
  const [i, f, g, o] = tf.split(columns, 4, axis);
  return tf.concat([i!, g!, f!, o!], axis) as T;
}
