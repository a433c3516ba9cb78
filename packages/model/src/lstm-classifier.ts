// Token ids -> embedding -> LSTM layers -> pooling over time -> dense head -> logits.

import {
  concatColumns,
  dense,
  deriveSeed,
  distinctTokens,
  dropout,
  embedding,
  lstm,
  type PackedLayout,
  packSequence,
  sequencePool,
} from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { initialWeights } from "./_initial-weights.ts";
import { lstmNames, paramSpecs } from "./_params.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";

/** A padded batch. Shapes: B = batch size, T = longest sequence. */
export interface ClassifierInput {
  /** Row-major `[B, T]`, each in `0..vocabSize-1`. */
  readonly tokenIds: Int32Array;
  /** `[B]`, in tokens. Positions past the length are never looked at. */
  readonly lengths: Int32Array;
}

let numClassifiers = 0;

/** Embedding, LSTM layers, pooling over time and a dense head, on whatever backend TensorFlow.js runs. */
export class LstmClassifier {
  readonly config: ClassifierConfig;
  /** In the order of the saved weights. */
  readonly params: readonly tf.Variable[];
  readonly #paramOf: ReadonlyMap<string, tf.Variable>;

  /**
   * @param weights - One array a parameter, in the order of `params`.
   * @throws ModelError "CONFIG" for a setting out of range.
   */
  constructor(config: ClassifierConfig, weights: readonly Float32Array[]) {
    this.config = checkConfig(config);
    // Variable names are unique in a process, parameter names in a model.
    const prefix = `classifier_${++numClassifiers}`;
    const entries = paramSpecs(config).map(({ name, shape }, i): [string, tf.Variable] => {
      const value = tf.tensor(weights[i]!, [...shape]);
      const variable = tf.variable(value, true, `${prefix}/${name}`);
      value.dispose();
      return [name, variable];
    });
    this.params = entries.map(([, variable]) => variable);
    this.#paramOf = new Map(entries);
  }

  get numClasses(): number {
    return this.config.numClasses;
  }

  /**
   * Logits `[B, C]`.
   *
   * @param dropoutSeed - uint32 that selects the dropout masks of a training step; without it nothing is dropped.
   */
  forward(input: ClassifierInput, dropoutSeed?: number): tf.Tensor2D {
    const { numLayers, pooling, headSizes, embeddingDropoutRate, dropoutRate, poolingDropoutRate } = this.config;
    let numDropouts = 0;
    const drop = (x: tf.Tensor2D, rate: number): tf.Tensor2D =>
      dropoutSeed === undefined || rate === 0 ? x : dropout(x, rate, deriveSeed(dropoutSeed, numDropouts++));
    return tf.tidy(() => {
      const { tokenIds, layout } = packSequence(input.tokenIds, input.lengths);
      const distinct = distinctTokens(tokenIds);
      let x = drop(embedding(this.#param("embedding_1/embeddings"), distinct.tokenIds), embeddingDropoutRate);
      let states = this.#lstmLayer(x, layout, 0, distinct.rowIndex);
      for (let layer = 1; layer < numLayers; layer++) {
        x = drop(states.reduce(concatColumns), dropoutRate);
        states = this.#lstmLayer(x, layout, layer);
      }
      let pooled = states
        .map((y, direction) => sequencePool(y, layout, pooling === "last" && direction === 1 ? "first" : pooling))
        .reduce(concatColumns);
      pooled = drop(pooled, poolingDropoutRate);
      headSizes.forEach((_, i) => {
        pooled = drop(dense(pooled, this.#dense(i + 1), "relu"), dropoutRate);
      });
      return dense(pooled, this.#dense(headSizes.length + 1));
    });
  }

  dispose(): void {
    for (const param of this.params) param.dispose();
  }

  /** Hidden states `[N, H]`, one a direction. */
  #lstmLayer(x: tf.Tensor2D, layout: PackedLayout, layer: number, rowIndex?: Int32Array): tf.Tensor2D[] {
    return lstmNames(this.config, layer).map((name, direction) =>
      lstm(
        x,
        layout,
        {
          kernel: this.#param(`${name}/kernel`),
          recurrentKernel: this.#param(`${name}/recurrent_kernel`),
          bias: this.#param(`${name}/bias`),
        },
        direction === 1,
        rowIndex,
      ),
    );
  }

  #dense(i: number): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    return { kernel: this.#param(`dense_${i}/kernel`), bias: this.#param(`dense_${i}/bias`) };
  }

  #param<T extends tf.Tensor>(name: string): T {
    return this.#paramOf.get(name) as tf.Tensor as T;
  }
}

/**
 * A classifier with starting weights that depend on `config` and `seed` alone.
 *
 * @throws ModelError "CONFIG" for a setting out of range.
 */
export function createClassifier(config: ClassifierConfig, seed: number): LstmClassifier {
  return new LstmClassifier(config, initialWeights(checkConfig(config), seed));
}
