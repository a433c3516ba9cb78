// The logits of texts. n = texts, F = features, C = classes.
//
// The n-grams of a text are scaled to length 1, and count by the logarithm of how often they are there: its logits are no sum over
// its pieces. But they nearly are, because most n-grams are in a text once. What a piece adds by itself is computed when it is
// first seen; then only the n-grams that a text has several times are put right.

import type { NgramBlock, NgramFeatures } from "./ngram-features.ts";
import type { NgramReader, ReadText } from "./ngram-reader.ts";
import { RepeatCounts } from "./repeat-counts.ts";
import { weightOf } from "./weigh.ts";

const MAX_PIECES = 1 << 17;
/** 64 MB. */
const MAX_SUMS = 1 << 23;

export class NgramLogits {
  readonly #bias: Float32Array;
  readonly #reader: NgramReader;
  readonly #words: KindSums;
  readonly #characters: KindSums;

  /**
   * @param weights - Row-major `[F, C]`.
   * @param bias - `[C]`.
   */
  constructor(features: NgramFeatures, weights: Float32Array, bias: Float32Array) {
    const numClasses = bias.length;
    const weightsOfWords = features.words.keys.length * numClasses;
    this.#bias = bias;
    this.#words = new KindSums(features.words, weights.subarray(0, weightsOfWords), numClasses);
    this.#characters = new KindSums(features.characters, weights.subarray(weightsOfWords), numClasses);
    this.#reader = features.createReader({
      maxPieces: Math.min(MAX_PIECES, Math.ceil(MAX_SUMS / (2 * numClasses + 2))),
      onPiece: (piece, words, characters) => {
        this.#words.learn(piece, words);
        this.#characters.learn(piece, characters);
      },
    });
  }

  /** Row-major `[n, C]`. */
  of(texts: readonly string[]): Float32Array {
    const numClasses = this.#bias.length;
    const logits = new Float32Array(texts.length * numClasses);
    const total = new Float64Array(numClasses);
    for (let i = 0; i < texts.length; i++) {
      total.set(this.#bias);
      const read = this.#reader.read(texts[i]!);
      this.#reader.addWords(read, this.#words.repeats);
      this.#words.addTo(total, read, read.pairs);
      this.#reader.addCharacters(read, this.#characters.repeats);
      this.#characters.addTo(total, read);
      logits.set(total, i * numClasses);
    }
    return logits;
  }
}

/** What n-grams of one kind add to the logits. */
class KindSums {
  readonly repeats: RepeatCounts;
  readonly #idf: Float32Array;
  /** Row-major, `[features, C]`. */
  readonly #weights: Float32Array;
  /** Of a text, `[C + 1]`: the logits, then the squared length. */
  readonly #sums: Float64Array;
  /** The same of each piece by itself, row-major. */
  #ofPieces = new Float64Array(1 << 10);

  constructor({ keys, idf }: NgramBlock, weights: Float32Array, numClasses: number) {
    this.repeats = new RepeatCounts(keys.length);
    this.#idf = idf;
    this.#weights = weights;
    this.#sums = new Float64Array(numClasses + 1);
  }

  /** @param features - Of a piece; -1 for none. */
  learn(piece: number, features: Int32Array): void {
    this.#addOnce(features);
    const { length } = this.#sums;
    if ((piece + 1) * length > this.#ofPieces.length) {
      const longer = new Float64Array(Math.max(2 * this.#ofPieces.length, (piece + 1) * length));
      longer.set(this.#ofPieces);
      this.#ofPieces = longer;
    }
    this.#ofPieces.set(this.#sums, piece * length);
    this.#sums.fill(0);
  }

  /**
   * Adds what a text has, scaled to length 1.
   *
   * @param more - Features beside those of its pieces; -1 for none.
   */
  addTo(total: Float64Array, { pieces }: ReadText, more?: Int32Array): void {
    const [sums, ofPieces, idf] = [this.#sums, this.#ofPieces, this.#idf];
    for (let i = 0; i < pieces.length; i++) {
      const start = pieces[i]! * sums.length;
      for (let c = 0; c < sums.length; c++) sums[c]! += ofPieces[start + c]!;
    }
    if (more) this.#addOnce(more);
    this.repeats.endText((feature, count) => {
      // It was added as if each of them were the only one.
      const [once, weight] = [idf[feature]!, weightOf(count, idf[feature]!)];
      this.#add(feature, weight - count * once, weight * weight - count * once * once);
    });
    const square = sums[total.length]!;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let c = 0; c < total.length; c++) total[c]! += factor * sums[c]!;
    sums.fill(0);
  }

  #addOnce(features: Int32Array): void {
    for (const feature of features) {
      if (feature >= 0) this.#add(feature, this.#idf[feature]!, this.#idf[feature]! ** 2);
    }
  }

  #add(feature: number, value: number, square: number): void {
    const [sums, weights] = [this.#sums, this.#weights];
    const numClasses = sums.length - 1;
    const start = feature * numClasses;
    for (let c = 0; c < numClasses; c++) sums[c]! += value * weights[start + c]!;
    sums[numClasses]! += square;
  }
}
