// The logits of texts. n = texts, F = features, C = classes.
//
// The n-grams of a text are scaled to length 1, and count by the logarithm of how often they are there: its logits are no sum over
// its pieces. But they nearly are, because most n-grams are in a text once. What a piece adds by itself is computed when it is
// first seen; then only the n-grams that a text has several times are put right.

import type { NgramBlock, NgramFeatures } from "./ngram-features.ts";
import type { NgramReader, TextVisitor } from "./ngram-reader.ts";
import { RepeatCounts } from "./repeat-counts.ts";
import { weightOf } from "./weigh.ts";
import { withRoom } from "./with-room.ts";

const MAX_PIECES = 1 << 17;
/** 64 MB. */
const MAX_SUMS = 1 << 23;

/** What its reader calls it is for its reader alone. */
export class NgramLogits implements TextVisitor {
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
      this.#reader.read(texts[i]!, this);
      this.#words.endText(total);
      this.#characters.endText(total);
      logits.set(total, i * numClasses);
    }
    return logits;
  }

  pair(feature: number): void {
    this.#words.addPair(feature);
  }

  piece(piece: number, numbers: Int32Array, start: number, middle: number, end: number): void {
    this.#words.addPiece(piece, numbers, start, middle);
    this.#characters.addPiece(piece, numbers, middle, end);
  }
}

/** What n-grams of one kind add to the logits. */
class KindSums {
  readonly #repeats: RepeatCounts;
  readonly #idf: Float32Array;
  /** Row-major, `[features, C]`. */
  readonly #weights: Float32Array;
  /** Of a text, `[C + 1]`: the logits, then the squared length. */
  readonly #sums: Float64Array;
  /** The same of each piece by itself, row-major. */
  #ofPieces = new Float64Array(1 << 10);

  constructor({ keys, idf }: NgramBlock, weights: Float32Array, numClasses: number) {
    this.#repeats = new RepeatCounts(keys.length);
    this.#idf = idf;
    this.#weights = weights;
    this.#sums = new Float64Array(numClasses + 1);
  }

  /** @param features - Of a piece; -1 for none. */
  learn(piece: number, features: Int32Array): void {
    const { length } = this.#sums;
    const [first, last] = [piece * length, (piece + 1) * length];
    this.#ofPieces = withRoom(this.#ofPieces, last);
    const ofPiece = this.#ofPieces.subarray(first, last).fill(0);
    for (const feature of features) {
      if (feature >= 0) this.#addTo(ofPiece, feature, this.#idf[feature]!, this.#idf[feature]! ** 2);
    }
  }

  /** Its features are `numbers[start .. end)`; -1 for none. */
  addPiece(piece: number, numbers: Int32Array, start: number, end: number): void {
    const [sums, ofPieces] = [this.#sums, this.#ofPieces];
    const first = piece * sums.length;
    for (let c = 0; c < sums.length; c++) sums[c]! += ofPieces[first + c]!;
    this.#repeats.addAll(numbers, start, end);
  }

  /** @param feature - -1 for none. */
  addPair(feature: number): void {
    if (feature < 0) return;
    this.#add(feature, this.#idf[feature]!, this.#idf[feature]! ** 2);
    this.#repeats.add(feature);
  }

  /** Adds what the text has, scaled to length 1, and begins anew. */
  endText(total: Float64Array): void {
    const [sums, idf] = [this.#sums, this.#idf];
    this.#repeats.endText((feature, count) => {
      // It was added as if each of them were the only one.
      const [once, weight] = [idf[feature]!, weightOf(count, idf[feature]!)];
      this.#add(feature, weight - count * once, weight * weight - count * once * once);
    });
    const square = sums[total.length]!;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let c = 0; c < total.length; c++) total[c]! += factor * sums[c]!;
    sums.fill(0);
  }

  #add(feature: number, value: number, square: number): void {
    this.#addTo(this.#sums, feature, value, square);
  }

  #addTo(sums: Float64Array, feature: number, value: number, square: number): void {
    const weights = this.#weights;
    const numClasses = sums.length - 1;
    const start = feature * numClasses;
    for (let c = 0; c < numClasses; c++) sums[c]! += value * weights[start + c]!;
    sums[numClasses]! += square;
  }
}
