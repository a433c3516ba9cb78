// Texts as sparse rows of weighed n-grams. n = texts, F = features.

import { KeyTable } from "./key-table.ts";
import { NgramReader, pairKey } from "./ngram-keys.ts";
import { type NgramRows, RowBuilder } from "./row-builder.ts";
import { TextCounts } from "./text-counts.ts";

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
  readonly #wordReader: BlockReader;
  readonly #characterReader: BlockReader;

  constructor(words: NgramBlock, characters: NgramBlock) {
    this.words = words;
    this.characters = characters;
    this.#wordReader = new BlockReader(words, 0);
    this.#characterReader = new BlockReader(characters, words.keys.length);
  }

  /** F. */
  get size(): number {
    return this.words.keys.length + this.characters.keys.length;
  }

  /** Whether no n-gram is there twice. */
  get areDistinct(): boolean {
    return this.#wordReader.numKeys + this.#characterReader.numKeys === this.size;
  }

  /** The feature of a word by itself; -1 if it has none. */
  ofWord(word: string): number {
    const key = this.#reader.readWord(word);
    return key === undefined ? -1 : this.#wordReader.find(key);
  }

  /**
   * Which features the n-grams of a text are, and in which of its pieces: an entry an n-gram that has a feature. A pair of words
   * is half in each of them.
   *
   * @param pieces - Of the text, in their order, none of which has white space inside.
   */
  places(pieces: readonly string[]): { readonly piece: number; readonly feature: number; readonly share: number }[] {
    const found: { piece: number; feature: number; share: number }[] = [];
    const add = (reader: BlockReader, key: number, ...inPieces: readonly number[]): void => {
      const feature = reader.find(key);
      if (feature < 0) return;
      for (const piece of inPieces) found.push({ piece, feature, share: 1 / inPieces.length });
    };
    let before: { readonly key: number; readonly piece: number } | undefined;
    pieces.forEach((text, piece) => {
      for (const key of this.#reader.wordKeys(text)) {
        add(this.#wordReader, key, piece);
        if (before) add(this.#wordReader, pairKey(before.key, key), before.piece, piece);
        before = { key, piece };
      }
      for (const keys of this.#reader.characterKeys(text))
        for (const key of keys) add(this.#characterReader, key, piece);
    });
    return found;
  }

  rows(texts: Iterable<string>): NgramRows {
    const rows = new RowBuilder();
    for (const text of texts) {
      const { words, characters } = this.#reader.read(text);
      this.#wordReader.add(words);
      this.#wordReader.endText(rows);
      for (const keys of characters) this.#characterReader.add(keys);
      this.#characterReader.endText(rows);
      rows.endRow();
    }
    return rows.rows();
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

/** How much an n-gram counts in a text that has it so often. */
export function weightOf(count: number, idf: number): number {
  return (1 + Math.log(count)) * idf;
}

/** Finds and counts the n-grams of a block in one text. */
class BlockReader {
  readonly #table: KeyTable;
  readonly #idf: Float32Array;
  readonly #first: number;
  readonly #ofText: TextCounts;

  /** @param first - The block's first feature. */
  constructor({ keys, idf }: NgramBlock, first: number) {
    this.#table = KeyTable.of(keys);
    this.#idf = idf;
    this.#first = first;
    this.#ofText = new TextCounts(keys.length);
  }

  /** Distinct ones. */
  get numKeys(): number {
    return this.#table.size;
  }

  /** -1 if there is none. */
  find(key: number): number {
    const feature = this.#table.find(key);
    return feature < 0 ? -1 : this.#first + feature;
  }

  add(keys: ArrayLike<number>): void {
    for (let i = 0; i < keys.length; i++) {
      const feature = this.#table.find(keys[i]!);
      if (feature >= 0) this.#ofText.add(feature);
    }
  }

  endText(rows: RowBuilder): void {
    this.#ofText.endText((feature, count) => rows.push(this.#first + feature, weightOf(count, this.#idf[feature]!)));
    rows.endBlock();
  }
}
