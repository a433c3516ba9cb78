// Which n-grams some texts have: those of at least two texts, and words that are known otherwise.

import { KeyTable } from "./key-table.ts";
import { type NgramBlock, NgramFeatures } from "./ngram-features.ts";
import { NgramReader } from "./ngram-keys.ts";

/** An n-gram of a single text says nothing of others. */
const MIN_TEXTS = 2;

/**
 * The features of texts; no labels are looked at.
 *
 * @param texts - At least one.
 * @param knownWords - Words that have a feature in any case.
 */
export function buildNgrams(texts: Iterable<string>, knownWords: readonly string[] = []): NgramFeatures {
  const reader = new NgramReader();
  const known = knownWords.map((word) => reader.readWord(word)).filter((key) => key !== undefined);
  const [words, characters] = [new TextCounts(known), new TextCounts([])];
  let numTexts = 0;
  for (const text of texts) {
    const keys = reader.read(text);
    words.add(keys.words, numTexts);
    for (const ofWord of keys.characters) characters.add(ofWord, numTexts);
    numTexts++;
  }
  return new NgramFeatures(words.block(numTexts), characters.block(numTexts));
}

/** In how many texts each key occurs. */
class TextCounts {
  readonly #table = new KeyTable();
  #counts = new Int32Array(1 << 12);
  /** The last text that had the key. */
  #last = new Int32Array(1 << 12).fill(-1);
  readonly #numKnown: number;

  /** @param known - Keys that are kept however few texts have them. */
  constructor(known: readonly number[]) {
    for (const key of known) this.#table.add(key);
    this.#numKnown = this.#table.size;
    while (this.#counts.length < this.#numKnown) this.#grow();
  }

  add(keys: ArrayLike<number>, text: number): void {
    for (let i = 0; i < keys.length; i++) {
      const number = this.#table.add(keys[i]!);
      if (number === this.#counts.length) this.#grow();
      if (this.#last[number] === text) continue;
      this.#last[number] = text;
      this.#counts[number]! += 1;
    }
  }

  /** `ln((1 + n) / (1 + df)) + 1`, scikit-learn's smooth form. */
  block(numTexts: number): NgramBlock {
    const keys = this.#table.keys();
    const isKept = (_: number, number: number): boolean =>
      number < this.#numKnown || this.#counts[number]! >= MIN_TEXTS;
    const counts = this.#counts.subarray(0, keys.length).filter(isKept);
    return {
      keys: keys.filter(isKept),
      idf: Float32Array.from(counts, (count) => Math.log((1 + numTexts) / (1 + count)) + 1),
    };
  }

  #grow(): void {
    const [counts, last] = [this.#counts, this.#last];
    this.#counts = new Int32Array(2 * counts.length);
    this.#last = new Int32Array(2 * counts.length).fill(-1);
    this.#counts.set(counts);
    this.#last.set(last);
  }
}
