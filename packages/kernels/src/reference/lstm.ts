// The LSTM and its gradient as plain TensorFlow.js ops: correct on every backend, slow, and the yardstick for the rest.

import * as tf from "@tensorflow/tfjs-core";
import type { LstmGradKernel, LstmKernel, PackedLayout } from "../contract.ts";
import { runKernel } from "../registry.ts";

export const lstmForward: LstmKernel = ({ inputs, attrs: { layout, reverse, rowIndex } }) =>
  tf.tidy(() => {
    const { x, kernel, recurrentKernel, bias } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const hiddenSize = recurrentKernel.shape[0];
    // A product with an empty matrix fails on the WebAssembly backend.
    if (layout.numTokens === 0) return [hiddenSize, 4 * hiddenSize, hiddenSize].map((width) => tf.zeros([0, width]));
    // The input projection does not depend on the recurrence: one product for all timesteps.
    const projected = rowsOfTokens(tf.add<tf.Tensor2D>(tf.matMul(x, kernel), bias), rowIndex);
    const steps: tf.Tensor2D[][] = [];
    let hidden = tf.zeros([0, hiddenSize]) as tf.Tensor2D;
    let cell = hidden;
    for (const t of timesteps(layout, reverse)) {
      const numRows = layout.batchSizes[t]!;
      const scores = tf.add<tf.Tensor2D>(
        rowsOf(projected, layout, t),
        tf.matMul(resizeRows(hidden, numRows), recurrentKernel),
      );
      const [i, f, g, o] = tf.split(scores, 4, 1).map((gate, k) => (k === 2 ? tf.tanh(gate) : tf.sigmoid(gate)));
      cell = tf.add(tf.mul(f!, resizeRows(cell, numRows)), tf.mul(i!, g!));
      hidden = tf.mul(o!, tf.tanh(cell));
      steps[t] = [hidden, tf.concat([i!, f!, g!, o!], 1) as tf.Tensor2D, cell];
    }
    return [0, 1, 2].map((k) => concatSteps(steps, k));
  });

/**
 * Backpropagation through time (Graves 2012, section 4.6, without peepholes). From the last step to the first, with
 * dh = dL/dh of this step through the output and through the next step, dc likewise:
 *   do = dh*tanh(c)          dc += dh*o*(1 - tanh(c)^2)
 *   di = dc*g   dg = dc*i    df = dc*cPrev      dcPrev = dc*f
 *   dScores = [di*i(1-i), df*f(1-f), dg*(1-g^2), do*o(1-o)]      dhPrev = dScores·Uᵀ
 * and then for all steps at once: dx = dScores·Wᵀ, dW = xᵀ·dScores, dU = hPrevᵀ·dScores, db = Σ dScores.
 */
export const lstmBackward: LstmGradKernel = ({ inputs, attrs: { layout, reverse, rowIndex } }) =>
  tf.tidy(() => {
    const { dy, x, y, gates, cells, kernel, recurrentKernel } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const hiddenSize = recurrentKernel.shape[0];
    if (layout.numTokens === 0)
      return [...[x, kernel, recurrentKernel].map((t) => tf.zerosLike(t)), tf.zeros([4 * hiddenSize])];
    // Transposed by hand: the WebAssembly backend is an order of magnitude slower when matMul does it.
    const recurrentKernelTransposed = tf.transpose(recurrentKernel);
    const dScores: tf.Tensor2D[][] = [];
    const previousHidden: tf.Tensor2D[][] = [];
    let dHidden = tf.zeros([0, hiddenSize]) as tf.Tensor2D;
    let dCell = dHidden;
    for (const t of timesteps(layout, !reverse)) {
      const numRows = layout.batchSizes[t]!;
      const [i, f, g, o] = tf.split(rowsOf(gates, layout, t), 4, 1) as [
        tf.Tensor2D,
        tf.Tensor2D,
        tf.Tensor2D,
        tf.Tensor2D,
      ];
      const previous = reverse ? t + 1 : t - 1;
      const cellPrevious = resizeRows(rowsOf(cells, layout, previous), numRows);
      previousHidden[t] = [resizeRows(rowsOf(y, layout, previous), numRows)];
      const tanhCell = tf.tanh(rowsOf(cells, layout, t));
      const dh = tf.add<tf.Tensor2D>(rowsOf(dy, layout, t), resizeRows(dHidden, numRows));
      const dc = tf.add<tf.Tensor2D>(resizeRows(dCell, numRows), tf.mul(tf.mul(dh, o), tf.sub(1, tf.square(tanhCell))));
      const scores = tf.concat(
        [
          tf.mul(tf.mul(dc, g), sigmoidSlope(i)),
          tf.mul(tf.mul(dc, cellPrevious), sigmoidSlope(f)),
          tf.mul(tf.mul(dc, i), tf.sub(1, tf.square(g))),
          tf.mul(tf.mul(dh, tanhCell), sigmoidSlope(o)),
        ],
        1,
      ) as tf.Tensor2D;
      dScores[t] = [scores];
      dHidden = tf.matMul(scores, recurrentKernelTransposed);
      dCell = tf.mul(dc, f);
    }
    const all = concatSteps(dScores, 0);
    const dInputs = tf.matMul<tf.Tensor2D>(all, tf.transpose(kernel));
    return [
      rowIndex ? sumOfTokens(dInputs, rowIndex, x.shape[0]) : dInputs,
      tf.matMul(tf.transpose(rowsOfTokens(x, rowIndex)), all),
      tf.matMul(tf.transpose(concatSteps(previousHidden, 0)), all),
      tf.sum(all, 0),
    ];
  });

function rowsOfTokens(x: tf.Tensor2D, rowIndex: Int32Array | undefined): tf.Tensor2D {
  return rowIndex ? tf.gather(x, tf.tensor1d(rowIndex, "int32")) : x;
}

function sumOfTokens(values: tf.Tensor2D, ids: Int32Array, numRows: number): tf.Tensor {
  return runKernel("RowSum", { values }, { ids, rows: Int32Array.from({ length: numRows }, (_, row) => row) })[0]!;
}

function sigmoidSlope(gate: tf.Tensor2D): tf.Tensor2D {
  return tf.mul(gate, tf.sub(1, gate));
}

/** Timesteps in reading order. */
function timesteps({ batchSizes }: PackedLayout, reverse: boolean): number[] {
  const steps = [...batchSizes.keys()];
  return reverse ? steps.reverse() : steps;
}

/** Rows of timestep `t`; none for a timestep outside the batch. */
function rowsOf(packed: tf.Tensor2D, { batchSizes, offsets }: PackedLayout, t: number): tf.Tensor2D {
  const numRows = batchSizes[t] ?? 0;
  return tf.slice(packed, [numRows === 0 ? 0 : offsets[t]!, 0], [numRows, packed.shape[1]]);
}

/** The first `numRows` rows: sequences that have ended fall away, sequences that begin get a zero state. */
function resizeRows(state: tf.Tensor2D, numRows: number): tf.Tensor2D {
  const missing = numRows - state.shape[0];
  if (missing <= 0) return tf.slice(state, [0, 0], [numRows, state.shape[1]]);
  const zeros = tf.zeros([missing, state.shape[1]]) as tf.Tensor2D;
  return state.shape[0] === 0 ? zeros : tf.concat([state, zeros], 0);
}

function concatSteps(steps: tf.Tensor2D[][], k: number): tf.Tensor2D {
  return tf.concat(
    steps.map((step) => step[k]!),
    0,
  );
}
