// Texts as sparse rows of weighed n-grams. n = texts, F = features.

import { KeyTable } from "./key-table.ts";
import { NgramReader } from "./ngram-keys.ts";

/** Row `i` owns the entries `offsets[i] .. offsets[i + 1]`. */
export interface NgramRows {
  /** Features, each once a row. */
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** `[n + 1]`. */
  readonly offsets: Int32Array;
}

/** N-grams of one kind that have a feature each. */
export interface NgramBlock {
  /** Of each feature. */
  readonly keys: Uint32Array;
  /** How much each tells. */
  readonly idf: Float32Array;
}

/**
 * Which n-grams count, and for how much: `(1 + ln count) * idf`, words with their pairs scaled to length 1, and characters scaled
 * to length 1. The features are those of `words`, then those of `characters`.
 */
export class NgramFeatures {
  readonly words: NgramBlock;
  readonly characters: NgramBlock;
  readonly #reader = new NgramReader();
  readonly #wordCounter: Counter;
  readonly #characterCounter: Counter;

  constructor(words: NgramBlock, characters: NgramBlock) {
    this.words = words;
    this.characters = characters;
    this.#wordCounter = new Counter(words, 0);
    this.#characterCounter = new Counter(characters, words.keys.length);
  }

  /** F. */
  get size(): number {
    return this.words.keys.length + this.characters.keys.length;
  }

  /** The feature of a word by itself; -1 if it has none. */
  ofWord(word: string): number {
    const key = this.#reader.readWord(word);
    return key === undefined ? -1 : this.#wordCounter.find(key);
  }

  rows(texts: Iterable<string>): NgramRows {
    const entries = new Entries();
    for (const text of texts) {
      const { words, characters } = this.#reader.read(text);
      this.#wordCounter.add(words);
      this.#wordCounter.finish(entries);
      for (const keys of characters) this.#characterCounter.add(keys);
      this.#characterCounter.finish(entries);
      entries.endRow();
    }
    return entries.rows();
  }

  /** These features alone, in their order. @param features - Ascending. */
  select(features: Int32Array): NgramFeatures {
    const numWords = this.words.keys.length;
    const pick = ({ keys, idf }: NgramBlock, chosen: Int32Array): NgramBlock => ({
      keys: Uint32Array.from(chosen, (feature) => keys[feature]!),
      idf: Float32Array.from(chosen, (feature) => idf[feature]!),
    });
    return new NgramFeatures(
      pick(
        this.words,
        features.filter((feature) => feature < numWords),
      ),
      pick(
        this.characters,
        features.filter((feature) => feature >= numWords).map((feature) => feature - numWords),
      ),
    );
  }
}

/** Counts the n-grams of a block in one text. */
class Counter {
  readonly #table: KeyTable;
  readonly #idf: Float32Array;
  readonly #first: number;
  readonly #counts: Uint32Array;
  readonly #touched: number[] = [];

  /** @param first - The block's first feature. */
  constructor({ keys, idf }: NgramBlock, first: number) {
    this.#table = new KeyTable(keys.length);
    for (const key of keys) this.#table.add(key);
    this.#idf = idf;
    this.#first = first;
    this.#counts = new Uint32Array(keys.length);
  }

  add(keys: ArrayLike<number>): void {
    for (let i = 0; i < keys.length; i++) {
      const feature = this.#table.find(keys[i]!);
      if (feature < 0) continue;
      if (this.#counts[feature]!++ === 0) this.#touched.push(feature);
    }
  }

  /** -1 if there is none. */
  find(key: number): number {
    const feature = this.#table.find(key);
    return feature < 0 ? -1 : this.#first + feature;
  }

  finish(entries: Entries): void {
    let square = 0;
    const start = entries.length;
    for (const feature of this.#touched) {
      const value = (1 + Math.log(this.#counts[feature]!)) * this.#idf[feature]!;
      square += value * value;
      entries.push(this.#first + feature, value);
      this.#counts[feature] = 0;
    }
    this.#touched.length = 0;
    entries.scale(start, 1 / Math.sqrt(square));
  }
}

/** Rows under construction, in arrays that grow. */
class Entries {
  length = 0;
  #columns = new Int32Array(1 << 10);
  #values = new Float32Array(1 << 10);
  readonly #ends: number[] = [0];

  push(column: number, value: number): void {
    if (this.length === this.#columns.length) {
      const [columns, values] = [this.#columns, this.#values];
      this.#columns = new Int32Array(2 * columns.length);
      this.#values = new Float32Array(2 * values.length);
      this.#columns.set(columns);
      this.#values.set(values);
    }
    this.#columns[this.length] = column;
    this.#values[this.length++] = value;
  }

  scale(start: number, factor: number): void {
    for (let k = start; k < this.length; k++) this.#values[k]! *= factor;
  }

  endRow(): void {
    this.#ends.push(this.length);
  }

  rows(): NgramRows {
    const { length } = this;
    return {
      columns: this.#columns.slice(0, length),
      values: this.#values.slice(0, length),
      offsets: Int32Array.from(this.#ends),
    };
  }
}
