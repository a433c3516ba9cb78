// Texts as numbers of their n-grams. What stands between two blanks is a piece, and most pieces of a text have been seen before:
// of each it is remembered what it has, in flat arrays, so that nothing is made for it.

import { finishHash, HASH_SEED, hashUnit, WordTable } from "@newsclf-internal/word-table";
import { characterKeys, pairKey, wordKeys } from "./ngram-keys.ts";
import { withRoom } from "./with-room.ts";

/** The number of a key; below 0 where it has none. */
export type NumberOf = (key: number) => number;

export interface NgramReaderOptions {
  /** Of words and pairs of words. */
  readonly wordNumber: NumberOf;
  readonly characterNumber: NumberOf;
  /** Pieces that are remembered; with one more all are forgotten. Default 131,072. */
  readonly maxPieces?: number | undefined;
  /** Told of each new piece, by its place, and of its numbers. */
  readonly onPiece?: ((piece: number, words: Int32Array, characters: Int32Array) => void) | undefined;
}

/** Told what a text has, in its order. */
export interface TextVisitor {
  /** A pair of words in two pieces; before the second one. */
  pair(number: number): void;
  /** The words of a piece and the pairs in it are `numbers[start .. middle)`, its characters `numbers[middle .. end)`. */
  piece(piece: number, numbers: Int32Array, start: number, middle: number, end: number): void;
}

/** Of all pieces: 16 and 8 MB. */
const MAX_NUMBERS = 1 << 22;
const MAX_UNITS = 1 << 22;

export class NgramReader {
  readonly #options: NgramReaderOptions;
  readonly #maxPieces: number;
  /** Nobody who writes texts knows it: one who does could make all of them equally long to look for. */
  readonly #seed = HASH_SEED ^ crypto.getRandomValues(new Int32Array(1))[0]!;
  #known = new WordTable();
  #numKnown = 0;
  #numUnits = 0;
  /** Of piece `i`: its words are the numbers `starts[2 i] .. starts[2 i + 1]`, its characters those up to `starts[2 i + 2]`. */
  #starts = new Int32Array(1 << 10);
  #numbers = new Int32Array(1 << 12);
  /** Keys of the first and the last word of each piece. */
  #ends = new Uint32Array(1 << 10);
  /** Of a piece. */
  #units = new Uint16Array(1 << 6);

  constructor(options: NgramReaderOptions) {
    this.#options = options;
    this.#maxPieces = options.maxPieces ?? 1 << 17;
  }

  read(text: string, visitor: TextVisitor): void {
    let units = this.#units;
    let before = -1;
    for (let i = 0; i < text.length; i++) {
      let unit = text.charCodeAt(i);
      if (isBlank(unit)) continue;
      const from = i;
      let [length, hash] = [0, this.#seed];
      do {
        if (length === units.length) {
          units = withRoom(units, length + 1);
          this.#units = units;
        }
        units[length++] = unit;
        hash = hashUnit(hash, unit);
        if (++i === text.length) break;
        unit = text.charCodeAt(i);
      } while (!isBlank(unit));
      hash = finishHash(hash);
      let piece = this.#known.find(units, length, hash);
      if (piece < 0) {
        this.#makeRoom(length);
        piece = this.#known.add(units, length, hash);
        this.#learn(text.slice(from, i));
      }
      const [starts, ends] = [this.#starts, this.#ends];
      const [start, middle] = [starts[2 * piece]!, starts[2 * piece + 1]!];
      if (start < middle) {
        if (before >= 0) visitor.pair(this.#options.wordNumber(pairKey(before, ends[2 * piece]!)));
        before = ends[2 * piece + 1]!;
      }
      visitor.piece(piece, this.#numbers, start, middle, starts[2 * piece + 2]!);
    }
  }

  /** For one more piece; that of a whole text may be larger than all of the room. */
  #makeRoom(numUnits: number): void {
    const isFull =
      this.#numKnown >= this.#maxPieces ||
      this.#starts[2 * this.#numKnown]! > MAX_NUMBERS ||
      this.#numUnits + numUnits > MAX_UNITS;
    if (isFull) {
      this.#known = new WordTable();
      this.#numKnown = 0;
      this.#numUnits = 0;
      if (this.#numbers.length > 2 * MAX_NUMBERS) this.#numbers = new Int32Array(1 << 12);
    }
    this.#numUnits += numUnits;
  }

  #learn(text: string): void {
    const { wordNumber, characterNumber, onPiece } = this.#options;
    const piece = this.#numKnown++;
    const keys = wordKeys(text);
    const words = keys.flatMap((key, i) => {
      const number = wordNumber(key);
      return i === 0 ? [number] : [wordNumber(pairKey(keys[i - 1]!, key)), number];
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
