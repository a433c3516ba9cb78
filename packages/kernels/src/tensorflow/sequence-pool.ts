// Pooling as TensorFlow's segment reductions: the tokens of one sequence are one segment.

import * as tf from "@tensorflow/tfjs-core";
import type { PackedLayout, SequencePoolKernel } from "../contract.ts";
import { execute } from "./_execute.ts";

export const poolSegments: SequencePoolKernel = ({ inputs, attrs: { layout, mode }, backend }) =>
  tf.tidy(() => {
    const x = inputs.x as tf.Tensor2D;
    const isEmpty = sequenceColumn(layout, (length) => (length === 0 ? 1 : 0));
    if (mode === "first" || mode === "last") {
      if (layout.numTokens === 0) return [tf.zeros([isEmpty.shape[0], x.shape[1]])];
      return [tf.mul(tf.gather(x, edgeRows(layout, mode)), tf.sub(1, isEmpty))];
    }
    const segments = tf.tensor1d(sequenceOfRow(layout), "int32");
    const numSegments = layout.sortedIndices.length;
    if (mode === "mean") {
      const lengths = sequenceColumn(layout, (length) => Math.max(length, 1));
      return [tf.div(tf.unsortedSegmentSum(x, segments, numSegments), lengths)];
    }
    const reduce = (name: string, values: tf.Tensor): tf.Tensor =>
      execute(backend, {
        name,
        attrs: { T: values.dtype as "float32" | "int32", Tindices: "int32", Tnumsegments: "int32" },
        inputs: [values, segments, tf.scalar(numSegments, "int32")],
        numOutputs: 1,
      })[0]!;
    const max = reduce("UnsortedSegmentMax", x);
    // Rows are in the order of time, so that the least of the rows that hold the maximum is the earliest token.
    const rows = tf.expandDims(tf.range(0, layout.numTokens, 1, "int32"), 1);
    const wins = tf.equal(x, tf.gather(max, segments));
    const winners = reduce("UnsortedSegmentMin", tf.where(wins, rows, tf.fill([1, 1], layout.numTokens, "int32")));
    const empty = tf.cast(isEmpty, "bool");
    return [tf.where(empty, tf.scalar(0), max), tf.where(empty, tf.scalar(-1, "int32"), winners)];
  });

/** `[B, 1]`, a number for each sequence in the order of the batch. */
function sequenceColumn({ sortedIndices, sortedLengths }: PackedLayout, of: (length: number) => number): tf.Tensor2D {
  const values = new Float32Array(sortedIndices.length);
  sortedIndices.forEach((sequence, i) => {
    values[sequence] = of(sortedLengths[i]!);
  });
  return tf.tensor2d(values, [values.length, 1]);
}

/** `[B]`, the row of the first or last token of each sequence in the order of the batch; 0 for an empty one. */
function edgeRows({ offsets, sortedIndices, sortedLengths }: PackedLayout, edge: "first" | "last"): tf.Tensor1D {
  const rows = new Int32Array(sortedIndices.length);
  sortedIndices.forEach((sequence, i) => {
    const length = sortedLengths[i]!;
    rows[sequence] = length === 0 ? 0 : offsets[edge === "first" ? 0 : length - 1]! + i;
  });
  return tf.tensor1d(rows, "int32");
}

/** `[N]`, the sequence of each packed row. */
function sequenceOfRow({ numTokens, batchSizes, offsets, sortedIndices }: PackedLayout): Int32Array {
  const sequences = new Int32Array(numTokens);
  batchSizes.forEach((numRows, t) => {
    sequences.set(sortedIndices.subarray(0, numRows), offsets[t]!);
  });
  return sequences;
}
