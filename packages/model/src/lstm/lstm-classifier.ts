// Token ids -> embedding -> LSTM layers -> pooling over time -> dense head -> logits.

import { type RaggedTokens, tensorOps } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { startWeights } from "../layers/param.ts";
import { classifierParams } from "./classifier-layers.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";
import { placeWeights, runLayers, type WeighedLayer } from "./weighed-layers.ts";

/** Padding and unknown, the first ids of every vocabulary. */
const NUM_RESERVED = 2;

/** Embedding, LSTM layers, pooling over time and a dense head, on whatever backend TensorFlow.js runs. */
export class LstmClassifier {
  readonly config: ClassifierConfig;
  /** In the order of the saved weights. */
  readonly params: readonly tf.Variable[];
  /** Such as `dense_1/kernel`, in the order of `params`. */
  readonly paramNames: readonly string[];
  readonly #layers: readonly WeighedLayer<tf.Variable>[];

  /**
   * @param weights - One array a parameter, in the order of `params`.
   * @throws NewsclfError `CONFIG` for a setting out of range.
   */
  constructor(config: ClassifierConfig, weights: readonly Float32Array[]) {
    this.config = checkConfig(config);
    this.#layers = placeWeights(this.config, weights, (values, { name, shape }) => {
      const value = tf.tensor(values, [...shape]);
      // Unique in a process, whatever copies of this package it has, and no name of TensorFlow.js's own layers.
      const variable = tf.variable(value, true, `newsclf_${value.id}/${name}`);
      value.dispose();
      return variable;
    });
    this.params = this.#layers.flatMap(({ weights }) => weights);
    this.paramNames = this.#layers.flatMap(({ layer }) => layer.params.map(({ name }) => name));
  }

  get numClasses(): number {
    return this.config.numClasses;
  }

  /**
   * Logits `[B, C]`.
   *
   * @param input - Token ids in `0..vocabSize-1`.
   * @param dropoutSeed - uint32 that selects the dropout masks of a training step; without it nothing is dropped.
   */
  forward(input: RaggedTokens, dropoutSeed?: number): tf.Tensor2D {
    return this.forwardFrom(this.params[0]!, input, dropoutSeed);
  }

  /**
   * The same with another embedding, such as one row for each token of a text.
   *
   * @param table - `[V', E]`; token ids are below V'.
   */
  forwardFrom(table: tf.Tensor, input: RaggedTokens, dropoutSeed?: number): tf.Tensor2D {
    if (this.params[0]!.isDisposed) throw new Error("forward: the classifier was disposed of");
    const [embedding, ...others] = this.#layers;
    const layers = [{ ...embedding!, weights: [table] }, ...others];
    return tf.tidy(() => runLayers(tensorOps, layers, input, dropoutSeed) as tf.Tensor2D);
  }

  /** From now on logits are `scales` `[C]` times what they were, plus `bias` `[C]`. */
  rescale(scales: readonly number[], bias: readonly number[]): void {
    tf.tidy(() => {
      const [kernel, offset] = this.params.slice(-2) as [tf.Variable, tf.Variable];
      const factors = tf.tensor1d([...scales]);
      kernel.assign(tf.mul(kernel, factors));
      offset.assign(tf.add(tf.mul(offset, factors), tf.tensor1d([...bias])));
    });
  }

  dispose(): void {
    for (const param of this.params) param.dispose();
  }
}

/**
 * A classifier with starting weights that depend on `config`, `seed` and `vectors` alone.
 *
 * @param vectors - Row-major `[V, E]`, where the words' embeddings start; the others start as they do without: rows of zeros,
 * padding and unknown.
 * @throws NewsclfError `CONFIG` for a setting out of range.
 * @throws RangeError for vectors of another size.
 */
export function createClassifier(config: ClassifierConfig, seed: number, vectors?: Float32Array): LstmClassifier {
  const [embedding, ...others] = startWeights(classifierParams(checkConfig(config)), seed);
  if (vectors) placeVectors(embedding!, vectors, config.embeddingSize);
  return new LstmClassifier(config, [embedding!, ...others]);
}

function placeVectors(embedding: Float32Array, vectors: Float32Array, width: number): void {
  if (vectors.length !== embedding.length) {
    throw new RangeError(`createClassifier: expected vectors of ${embedding.length} numbers, got ${vectors.length}`);
  }
  for (let at = NUM_RESERVED * width; at < vectors.length; at += width) {
    const vector = vectors.subarray(at, at + width);
    if (vector.some((value) => value !== 0)) embedding.set(vector, at);
  }
}
