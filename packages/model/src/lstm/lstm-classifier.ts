// Token ids -> embedding -> LSTM layers -> pooling over time -> dense head -> logits.

import { packSequence, type RaggedTokens } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { joined, type Layer, type Rows } from "../layers/layer.ts";
import { startWeights } from "../layers/param.ts";
import { classifierLayers, classifierParams } from "./classifier-layers.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";

let numClassifiers = 0;

/** Embedding, LSTM layers, pooling over time and a dense head, on whatever backend TensorFlow.js runs. */
export class LstmClassifier {
  readonly config: ClassifierConfig;
  /** In the order of the saved weights. */
  readonly params: readonly tf.Variable[];
  readonly #layers: readonly { readonly layer: Layer; readonly weights: readonly tf.Variable[] }[];

  /**
   * @param weights - One array a parameter, in the order of `params`.
   * @throws NewsclfError `CONFIG` for a setting out of range.
   */
  constructor(config: ClassifierConfig, weights: readonly Float32Array[]) {
    this.config = checkConfig(config);
    // Variable names are unique in a process, parameter names in a model.
    const prefix = `classifier_${++numClassifiers}`;
    const values = weights.values();
    this.#layers = classifierLayers(this.config).map((layer) => ({
      layer,
      weights: layer.params.map(({ name, shape }) => {
        const value = tf.tensor(values.next().value!, [...shape]);
        const variable = tf.variable(value, true, `${prefix}/${name}`);
        value.dispose();
        return variable;
      }),
    }));
    this.params = this.#layers.flatMap(({ weights }) => weights);
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
    return tf.tidy(() => {
      const batch = { ...packSequence(input.tokenIds, input.offsets), dropoutSeed };
      const start: Rows = { blocks: [] };
      return joined(this.#layers.reduce((rows, { layer, weights }) => layer.forward(rows, weights, batch), start));
    });
  }

  dispose(): void {
    for (const param of this.params) param.dispose();
  }
}

/**
 * A classifier with starting weights that depend on `config` and `seed` alone.
 *
 * @throws NewsclfError `CONFIG` for a setting out of range.
 */
export function createClassifier(config: ClassifierConfig, seed: number): LstmClassifier {
  return new LstmClassifier(config, startWeights(classifierParams(checkConfig(config)), seed));
}
