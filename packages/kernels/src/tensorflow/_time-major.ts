// Between packed rows and the padded tensors that TensorFlow's LSTM reads.
//
// Shapes: B = sequences that are not empty, longest first; T = longest sequence; N = tokens; D = columns.
// A padded tensor `[T, B, D]` holds each sequence in the order in which the layer reads it, from t = 0 on.

import * as tf from "@tensorflow/tfjs-core";
import type { LstmAttrs } from "../contract.ts";

export class TimeMajor {
  readonly numSteps: number;
  readonly batchSize: number;
  /** `[N]`, the place `t * B + b` of each packed row. */
  readonly #places: Int32Array;
  /** Whether packed rows are padded rows already. */
  readonly #isSame: boolean;

  constructor({ layout: { batchSizes, offsets, sortedLengths, numTokens }, reverse }: LstmAttrs) {
    this.numSteps = batchSizes.length;
    this.batchSize = batchSizes[0] ?? 0;
    this.#isSame = !reverse && numTokens === this.numSteps * this.batchSize;
    this.#places = new Int32Array(numTokens);
    batchSizes.forEach((numRows, t) => {
      for (let b = 0; b < numRows; b++) {
        this.#places[offsets[t]! + b] = (reverse ? sortedLengths[b]! - 1 - t : t) * this.batchSize + b;
      }
    });
  }

  /** `[N, D]` to `[T, B, D]`, zeros where there is no token. */
  pad(packed: tf.Tensor2D): tf.Tensor3D {
    const shape: [number, number, number] = [this.numSteps, this.batchSize, packed.shape[1]];
    if (this.#isSame) return tf.reshape(packed, shape);
    const index = tf.tensor2d(this.#places, [this.#places.length, 1], "int32");
    return tf.reshape(tf.scatterND(index, packed, [this.numSteps * this.batchSize, packed.shape[1]]), shape);
  }

  /** `[T, B, D]` to `[N, D]`. */
  pack(padded: tf.Tensor3D): tf.Tensor2D {
    const rows = tf.reshape(padded, [-1, padded.shape[2]]) as tf.Tensor2D;
    return this.#isSame ? rows : tf.gather(rows, tf.tensor1d(this.#places, "int32"));
  }
}
