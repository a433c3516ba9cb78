// Texts as numbers of their n-grams. What stands between two blanks is a piece, and most pieces of a text have been seen before:
// of each it is remembered what it has, in flat arrays, so that nothing is made for it.

import { finishHash, HASH_SEED, hashUnit, WordTable } from "@newsclf-internal/word-table";
import { characterKeys, pairKey, wordKeys } from "./ngram-keys.ts";

/** The number of a key; below 0 where it has none. */
export type NumberOf = (key: number) => number;

/** What numbers of n-grams are added to; those below 0 it leaves out. */
interface Counts {
  addAll(numbers: Int32Array, start: number, end: number): void;
}

export interface ReadText {
  readonly pieces: Int32Array;
  readonly pairs: Int32Array;
}

export interface NgramReaderOptions {
  /** Of words and pairs of words. */
  readonly wordNumber: NumberOf;
  readonly characterNumber: NumberOf;
  /** Pieces that are remembered, about; then all are forgotten. Default 131,072. */
  readonly maxPieces?: number | undefined;
  /** Told of each new piece, by its place, and of its numbers. */
  readonly onPiece?: ((piece: number, words: Int32Array, characters: Int32Array) => void) | undefined;
}

/** Some tens of megabytes. */
const MAX_NUMBERS = 1 << 22;

export class NgramReader {
  readonly #options: NgramReaderOptions;
  readonly #maxPieces: number;
  #known = new WordTable();
  #numKnown = 0;
  /** Of piece `i`: its words are the numbers `starts[2 i] .. starts[2 i + 1]`, its characters those up to `starts[2 i + 2]`. */
  #starts = new Int32Array(1 << 10);
  #numbers = new Int32Array(1 << 12);
  /** Keys of the first and the last word of each piece. */
  #ends = new Uint32Array(1 << 10);
  /** Of the text. */
  #pieces = new Int32Array(1 << 6);
  #pairs = new Int32Array(1 << 6);
  /** Of the piece. */
  #units = new Uint16Array(1 << 6);

  constructor(options: NgramReaderOptions) {
    this.#options = options;
    this.#maxPieces = options.maxPieces ?? 1 << 17;
  }

  /**
   * The pieces of a text, by their places, and the numbers of the pairs of words in two of them.
   *
   * @returns Good until the next text.
   */
  read(text: string): ReadText {
    const pieces = this.#piecesOf(text);
    const [starts, ends] = [this.#starts, this.#ends];
    this.#pairs = withRoom(this.#pairs, pieces.length);
    const pairs = this.#pairs;
    let [numPairs, before] = [0, -1];
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      if (starts[2 * piece] === starts[2 * piece + 1]) continue;
      if (before >= 0) pairs[numPairs++] = this.#options.wordNumber(pairKey(before, ends[2 * piece]!));
      before = ends[2 * piece + 1]!;
    }
    return { pieces, pairs: pairs.subarray(0, numPairs) };
  }

  /** Adds the words of pieces, and the pairs between them. */
  addWords({ pieces, pairs }: ReadText, counts: Counts): void {
    const [numbers, starts] = [this.#numbers, this.#starts];
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      counts.addAll(numbers, starts[2 * piece]!, starts[2 * piece + 1]!);
    }
    counts.addAll(pairs, 0, pairs.length);
  }

  addCharacters({ pieces }: ReadText, counts: Counts): void {
    const [numbers, starts] = [this.#numbers, this.#starts];
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      counts.addAll(numbers, starts[2 * piece + 1]!, starts[2 * piece + 2]!);
    }
  }

  /** Their places. */
  #piecesOf(text: string): Int32Array {
    if (this.#numKnown >= this.#maxPieces || this.#starts[2 * this.#numKnown]! > MAX_NUMBERS) this.#forget();
    let [pieces, units, numPieces] = [this.#pieces, this.#units, 0];
    for (let i = 0; i < text.length; i++) {
      let unit = text.charCodeAt(i);
      if (isBlank(unit)) continue;
      const start = i;
      let [length, hash] = [0, HASH_SEED];
      do {
        if (length === units.length) units = this.#units = withRoom(units, length + 1);
        units[length++] = unit;
        hash = hashUnit(hash, unit);
        if (++i === text.length) break;
        unit = text.charCodeAt(i);
      } while (!isBlank(unit));
      const piece = this.#known.add(units, length, finishHash(hash));
      if (piece === this.#numKnown) this.#learn(text.slice(start, i));
      if (numPieces === pieces.length) pieces = this.#pieces = withRoom(pieces, numPieces + 1);
      pieces[numPieces++] = piece;
    }
    return pieces.subarray(0, numPieces);
  }

  #forget(): void {
    this.#known = new WordTable();
    this.#numKnown = 0;
  }

  #learn(text: string): void {
    const { wordNumber, characterNumber, onPiece } = this.#options;
    const piece = this.#numKnown++;
    const keys = wordKeys(text);
    const words = keys.flatMap((key, i) => {
      const number = wordNumber(key);
      return i === 0 ? [number] : [number, wordNumber(pairKey(keys[i - 1]!, key))];
    });
    const characters = characterKeys(text)
      .map(characterNumber)
      .filter((number) => number >= 0);
    const start = this.#starts[2 * piece]!;
    const [middle, end] = [start + words.length, start + words.length + characters.length];
    this.#numbers = withRoom(this.#numbers, end);
    this.#starts = withRoom(this.#starts, 2 * piece + 3);
    this.#ends = withRoom(this.#ends, 2 * piece + 2);
    this.#numbers.set(words, start);
    this.#numbers.set(characters, middle);
    this.#starts[2 * piece + 1] = middle;
    this.#starts[2 * piece + 2] = end;
    this.#ends[2 * piece] = keys[0] ?? 0;
    this.#ends[2 * piece + 1] = keys.at(-1) ?? 0;
    onPiece?.(piece, this.#numbers.subarray(start, middle), this.#numbers.subarray(middle, end));
  }
}

/** As `\s` of a regular expression. */
function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || (unit >= 0x1680 && isRareBlank(unit));
}

function isRareBlank(unit: number): boolean {
  return /\s/.test(String.fromCharCode(unit));
}

function withRoom<T extends Uint16Array | Int32Array | Uint32Array>(array: T, length: number): T {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length));
  longer.set(array);
  return longer;
}
