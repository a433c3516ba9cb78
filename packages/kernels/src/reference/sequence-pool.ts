// Pooling as gathers: every output row is a weighted sum or a maximum of rows of its own sequence.

import * as tf from "@tensorflow/tfjs-core";
import type { PackedLayout, PoolMode, SequencePoolGradKernel, SequencePoolKernel } from "../contract.ts";

export const poolForward: SequencePoolKernel = ({ inputs, attrs: { layout, mode } }) =>
  tf.tidy(() => {
    const x = inputs.x as tf.Tensor2D;
    const [numSequences, numSteps, width] = [layout.sortedIndices.length, layout.batchSizes.length, x.shape[1]];
    if (mode === "max") return maxOverTime(x, layout);
    // One more row of zeros stands for "no token here".
    const padded = tf.concat([x, tf.zeros([1, width])], 0);
    const rowOf = new Int32Array(numSequences * numSteps).fill(layout.numTokens);
    const weights = new Float32Array(rowOf.length);
    forEachToken(layout, (row, sequence, t, length) => {
      rowOf[sequence * numSteps + t] = row;
      weights[sequence * numSteps + t] = tokenWeight(mode, t, length);
    });
    const tokens = tf.gather(padded, tf.tensor2d(rowOf, [numSequences, numSteps], "int32"));
    return [tf.sum(tf.mul(tokens, tf.tensor3d(weights, [numSequences, numSteps, 1])), 1)];
  });

export const poolBackward: SequencePoolGradKernel = ({ inputs, attrs: { layout, mode } }) =>
  tf.tidy(() => {
    const dy = inputs.dy as tf.Tensor2D;
    const sequenceOf = new Int32Array(layout.numTokens);
    const weights = new Float32Array(layout.numTokens);
    forEachToken(layout, (row, sequence, t, length) => {
      sequenceOf[row] = sequence;
      weights[row] = mode === "max" ? 1 : tokenWeight(mode, t, length);
    });
    const index = tf.tensor1d(sequenceOf, "int32");
    const dx = tf.mul(tf.gather(dy, index), tf.tensor2d(weights, [layout.numTokens, 1]));
    if (mode !== "max") return [dx];
    const rows = tf.expandDims(tf.range(0, layout.numTokens, 1, "int32"), 1);
    const won = tf.equal(tf.gather(inputs.winners as tf.Tensor2D, index), rows);
    return [tf.mul(dx, tf.cast(won, "float32"))];
  });

/** Maximum of each column; a tie goes to the earliest token, as in PyTorch and NumPy. */
function maxOverTime(x: tf.Tensor2D, layout: PackedLayout): tf.Tensor[] {
  const [numSequences, width] = [layout.sortedIndices.length, x.shape[1]];
  const source = x.dataSync();
  const best = new Float32Array(numSequences * width);
  const winners = new Int32Array(best.length).fill(-1);
  forEachToken(layout, (row, sequence) => {
    for (let h = 0; h < width; h++) {
      const [at, value] = [sequence * width + h, source[row * width + h]!];
      if (winners[at] === -1 || value > best[at]!) {
        best[at] = value;
        winners[at] = row;
      }
    }
  });
  return [tf.tensor2d(best, [numSequences, width]), tf.tensor2d(winners, [numSequences, width], "int32")];
}

function tokenWeight(mode: Exclude<PoolMode, "max">, t: number, length: number): number {
  if (mode === "mean") return 1 / length;
  return t === (mode === "last" ? length - 1 : 0) ? 1 : 0;
}

function forEachToken(
  { batchSizes, offsets, sortedIndices, sortedLengths }: PackedLayout,
  visit: (row: number, sequence: number, t: number, length: number) => void,
): void {
  batchSizes.forEach((numRows, t) => {
    for (let i = 0; i < numRows; i++) visit(offsets[t]! + i, sortedIndices[i]!, t, sortedLengths[i]!);
  });
}
