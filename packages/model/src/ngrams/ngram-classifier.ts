// Text -> n-grams -> logits: a linear model. n = texts, F = features, C = classes.

import type { NgramFeatures } from "./ngram-features.ts";
import { NgramLogits } from "./ngram-logits.ts";

/** `logits = weights^T features + bias`. It needs no backend. */
export class NgramClassifier {
  readonly features: NgramFeatures;
  /** Row-major `[F, C]`. */
  readonly weights: Float32Array;
  /** `[C]`. */
  readonly bias: Float32Array;
  #logits: NgramLogits | undefined;

  constructor(features: NgramFeatures, weights: Float32Array, bias: Float32Array) {
    this.features = features;
    this.weights = weights;
    this.bias = bias;
  }

  get numClasses(): number {
    return this.bias.length;
  }

  /** Row-major `[n, C]`. */
  logits(texts: readonly string[]): Float32Array {
    this.#logits ??= new NgramLogits(this.features, this.weights, this.bias);
    try {
      return this.#logits.of(texts);
    } catch (error) {
      // Where memory was short in the middle, nothing of what is remembered can be trusted.
      this.#logits = undefined;
      throw error;
    }
  }

  /**
   * What each piece of a text adds to the logits, row-major `[pieces, C]`; with the bias that is the logits. An n-gram that is there
   * several times counts as much in each place.
   *
   * @param pieces - Of the text, in their order, none of which has white space inside.
   */
  contributions(pieces: readonly string[]): Float64Array {
    const { numClasses, weights } = this;
    const { columns, values } = this.features.rows([pieces.join(" ")]);
    const valuesOf = new Map(Array.from(columns, (feature, k) => [feature, values[k]!]));
    const places = this.features.places(pieces);
    const shares = new Map<number, number>();
    for (const { feature, share } of places) shares.set(feature, (shares.get(feature) ?? 0) + share);
    const sums = new Float64Array(pieces.length * numClasses);
    for (const { piece, feature, share } of places) {
      const value = (valuesOf.get(feature)! * share) / shares.get(feature)!;
      for (let c = 0; c < numClasses; c++) {
        sums[piece * numClasses + c]! += value * weights[feature * numClasses + c]!;
      }
    }
    return sums;
  }

  /** Logits times `scales` `[C]`, plus `bias` `[C]`. */
  rescaled(scales: readonly number[], bias: readonly number[]): NgramClassifier {
    return new NgramClassifier(
      this.features,
      this.weights.map((weight, k) => scales[k % this.numClasses]! * weight),
      this.bias.map((value, c) => scales[c]! * value + bias[c]!),
    );
  }

  /**
   * The features that tell classes apart best: those with the largest weights, what all classes share taken off. The others are
   * gone, also from the length of a text.
   *
   * @param maxFeatures - At least 1.
   */
  pruned(maxFeatures: number): NgramClassifier {
    const { size } = this.features;
    if (size <= maxFeatures) return this;
    const { numClasses, weights } = this;
    const norms = Float64Array.from({ length: size }, (_, feature) => {
      const row = weights.subarray(feature * numClasses, (feature + 1) * numClasses);
      const mean = row.reduce((sum, weight) => sum + weight, 0) / numClasses;
      return row.reduce((sum, weight) => sum + (weight - mean) ** 2, 0);
    });
    const kept = Int32Array.from(norms.keys())
      .sort((a, b) => norms[b]! - norms[a]! || a - b)
      .subarray(0, maxFeatures)
      .sort();
    const picked = new Float32Array(kept.length * numClasses);
    kept.forEach((feature, i) => {
      picked.set(weights.subarray(feature * numClasses, (feature + 1) * numClasses), i * numClasses);
    });
    return new NgramClassifier(this.features.select(kept), picked, this.bias);
  }
}
