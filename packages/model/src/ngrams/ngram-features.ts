// Texts as sparse rows of weighed n-grams. n = texts, F = features.

import { KeyTable } from "./key-table.ts";
import { characterKeys, oneWordKey, pairKey, wordKeys } from "./ngram-keys.ts";
import { NgramReader, type NgramReaderOptions } from "./ngram-reader.ts";
import { type NgramRows, RowBuilder } from "./row-builder.ts";
import { NgramCounts, type TextCounts } from "./text-counts.ts";
import { scaleToUnit, weightOf } from "./weigh.ts";

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
  readonly #wordTable: KeyTable;
  readonly #characterTable: KeyTable;

  constructor(words: NgramBlock, characters: NgramBlock) {
    this.words = words;
    this.characters = characters;
    this.#wordTable = KeyTable.of(words.keys);
    this.#characterTable = KeyTable.of(characters.keys);
  }

  /** F. */
  get size(): number {
    return this.words.keys.length + this.characters.keys.length;
  }

  /** Whether no n-gram is there twice. */
  get areDistinct(): boolean {
    return this.#wordTable.size + this.#characterTable.size === this.size;
  }

  /** The feature of a word by itself; -1 if it has none. */
  ofWord(word: string): number {
    const key = oneWordKey(word);
    return key === undefined ? -1 : this.#wordTable.find(key);
  }

  /**
   * Which features the n-grams of a text are, and in which of its pieces: an entry an n-gram that has a feature. A pair of words
   * is half in each of them.
   *
   * @param pieces - Of the text, in their order, none of which has white space inside.
   */
  places(pieces: readonly string[]): { readonly piece: number; readonly feature: number; readonly share: number }[] {
    const found: { piece: number; feature: number; share: number }[] = [];
    const add = (feature: number, ...inPieces: readonly number[]): void => {
      for (const piece of inPieces) found.push({ piece, feature, share: 1 / inPieces.length });
    };
    const addWord = (key: number, ...inPieces: readonly number[]): void => {
      const feature = this.#wordTable.find(key);
      if (feature >= 0) add(feature, ...inPieces);
    };
    let before: { readonly key: number; readonly piece: number } | undefined;
    pieces.forEach((text, piece) => {
      for (const key of wordKeys(text)) {
        addWord(key, piece);
        if (before) addWord(pairKey(before.key, key), before.piece, piece);
        before = { key, piece };
      }
      for (const key of characterKeys(text)) {
        const feature = this.#characterTable.find(key);
        if (feature >= 0) add(this.words.keys.length + feature, piece);
      }
    });
    return found;
  }

  /** Reads texts as features of each kind; those of characters are counted from 0 too. */
  createReader(options: Omit<NgramReaderOptions, "wordNumber" | "characterNumber"> = {}): NgramReader {
    return new NgramReader({
      ...options,
      wordNumber: (key) => this.#wordTable.find(key),
      characterNumber: (key) => this.#characterTable.find(key),
    });
  }

  rows(texts: Iterable<string>): NgramRows {
    const rows = new RowBuilder();
    const numWords = this.words.keys.length;
    const counts = new NgramCounts(numWords, this.characters.keys.length);
    const reader = this.createReader();
    for (const text of texts) {
      reader.read(text, counts);
      appendBlock(rows, counts.words, this.words.idf, 0);
      appendBlock(rows, counts.characters, this.characters.idf, numWords);
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

/**
 * Adds a text's n-grams of one kind to its row, `(1 + ln count) * idf`, scaled to length 1.
 *
 * @param first - Column of the first feature of this kind.
 */
function appendBlock(rows: RowBuilder, ofText: TextCounts, idf: Float32Array, first: number): void {
  ofText.endText((features, length, counts) => {
    rows.append(length, (columns, values, start) => {
      for (let i = 0; i < length; i++) {
        const feature = features[i]!;
        columns[start + i] = first + feature;
        values[start + i] = weightOf(counts[feature]!, idf[feature]!);
      }
      scaleToUnit(values, start, start + length);
      return length;
    });
  });
}
