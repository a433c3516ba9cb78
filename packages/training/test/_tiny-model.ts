// A small classifier and small data for the tests: mean of embeddings, then one dense layer.

import type { Batch } from "@newsclf/dataset";
import { dense, dropout, embedding, packSequence, sequencePool } from "@newsclf/kernels";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { BatchSource, Trainable } from "../src/index.ts";

// TensorFlow.js wants the names of all living variables to differ.
let modelCount = 0;

export interface TinyModel extends Trainable {
  dispose(): void;
}

/** Options of `createTinyModel`. */
export interface TinyModelOptions {
  readonly vocabSize?: number;
  readonly numClasses?: number;
  /** Fraction in `[0, 1)`, on the pooled embeddings. */
  readonly dropoutRate?: number;
}

export function createTinyModel(options: TinyModelOptions = {}): TinyModel {
  const { vocabSize = 6, numClasses = 3, dropoutRate = 0 } = options;
  const size = 8;
  modelCount += 1;
  const init = (name: string, shape: number[]): tf.Variable =>
    tf.tidy(() => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i + shape.length));
      return tf.variable(tf.tensor(values, shape), true, `${name}:${modelCount}`);
    });
  const params = [init("embedding", [vocabSize, size]), init("kernel", [size, numClasses]), init("bias", [numClasses])];
  const [table, kernel, bias] = params as unknown as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
  return {
    numClasses,
    params,
    forward: (input, dropoutSeed) =>
      tf.tidy(() => {
        const { tokenIds, layout } = packSequence(input.tokenIds, input.offsets);
        const pooled = sequencePool(embedding(table, tokenIds), layout, "mean");
        const drop = dropoutSeed !== undefined && dropoutRate > 0;
        return dense(drop ? dropout(pooled, dropoutRate, dropoutSeed) : pooled, { kernel, bias });
      }),
    dispose: () => tf.dispose(params),
  };
}

/** `examples` as pairs of token ids and label, in batches of `batchSize`, always in the same order. */
export function batchesOf(examples: readonly (readonly [number[], number])[], batchSize: number): BatchSource {
  const batches: Batch[] = [];
  for (let start = 0; start < examples.length; start += batchSize) {
    const part = examples.slice(start, start + batchSize);
    batches.push({ ...datasetOf(part), rows: Int32Array.from(part, (_, i) => start + i) });
  }
  return { numBatches: batches.length, epoch: (_, firstBatch = 0) => batches.slice(firstBatch) };
}

/** The same examples, ragged. */
export function datasetOf(examples: readonly (readonly [number[], number])[]): Omit<Batch, "rows"> {
  const offsets = new Int32Array(examples.length + 1);
  examples.forEach(([ids], i) => {
    offsets[i + 1] = offsets[i]! + ids.length;
  });
  return {
    tokenIds: Int32Array.from(examples.flatMap(([ids]) => ids)),
    offsets,
    labels: Int32Array.from(examples, ([, label]) => label),
  };
}

/** Six examples whose first token tells the label. */
export const EXAMPLES: readonly (readonly [number[], number])[] = [
  [[1, 4], 0],
  [[2, 4, 5], 1],
  [[3], 2],
  [[1, 5], 0],
  [[2], 1],
  [[3, 4, 4, 5], 2],
];

/** Values of all parameters, one after the other. */
export async function weightsOf(model: Trainable): Promise<number[]> {
  const values = await Promise.all(model.params.map((param) => param.data()));
  return values.flatMap((part) => [...part]);
}
