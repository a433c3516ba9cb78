// Sums of rows as one op of TensorFlow's, UnsortedSegmentSum.

import * as tf from "@tensorflow/tfjs-core";
import type { RowSumKernel } from "../contract.ts";

export const segmentSum: RowSumKernel = ({ inputs, attrs: { ids, rows } }) =>
  tf.tidy(() => {
    const position = new Map(Array.from(rows, (row, r) => [row, r]));
    const segments = tf.tensor1d(
      ids.map((id) => position.get(id)!),
      "int32",
    );
    return [tf.unsortedSegmentSum(inputs.values as tf.Tensor2D, segments, rows.length)];
  });
