// The same layers where nothing is learned any more: on an engine alone, without TensorFlow.js.

import { type Engine, EngineOps, type Matrix, type RaggedTokens } from "@newsclf/kernels/engine";
import { type ClassifierConfig, checkConfig } from "./config.ts";
import { placeWeights, runLayers, type WeighedLayer } from "./weighed-layers.ts";

export class FrozenLstm {
  readonly config: ClassifierConfig;
  readonly #ops: EngineOps;
  readonly #layers: readonly WeighedLayer<Matrix>[];
  #isDisposed = false;

  /**
   * @param weights - One array a parameter, in the order of the saved weights; they are kept, and must stay as they are.
   * @throws NewsclfError `CONFIG` for a setting out of range; `ENGINE_MEMORY` where they do not fit.
   */
  constructor(config: ClassifierConfig, weights: readonly Float32Array[], engine: Engine) {
    this.config = checkConfig(config);
    this.#ops = new EngineOps(engine);
    try {
      this.#layers = placeWeights(this.config, weights, (values, { shape }) => this.#ops.hold(values, shape));
    } catch (error) {
      this.#ops.release();
      throw error;
    }
  }

  get numClasses(): number {
    return this.config.numClasses;
  }

  /**
   * Row-major `[B, C]`; the same bits as `LstmClassifier` on the same engine.
   *
   * @param input - Token ids in `0..vocabSize-1`.
   */
  logits(input: RaggedTokens): Float32Array {
    if (this.#isDisposed) throw new Error("logits: the classifier was disposed of");
    return this.#ops.read(() => runLayers(this.#ops, this.#layers, input));
  }

  dispose(): void {
    this.#ops.release();
    this.#isDisposed = true;
  }
}
