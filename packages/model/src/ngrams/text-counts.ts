// How often each of some numbers occurs in one text after another.

import type { TextVisitor } from "./ngram-reader.ts";
import { withRoom } from "./with-room.ts";

/** Of both kinds of n-grams. */
export class NgramCounts implements TextVisitor {
  readonly words: TextCounts;
  readonly characters: TextCounts;

  /** Numbers are below these, or more room is made. */
  constructor(numWords: number, numCharacters: number) {
    this.words = new TextCounts(numWords);
    this.characters = new TextCounts(numCharacters);
  }

  pair(number: number): void {
    this.words.add(number);
  }

  piece(_: number, numbers: Int32Array, start: number, middle: number, end: number): void {
    this.words.addAll(numbers, start, middle);
    this.characters.addAll(numbers, middle, end);
  }
}

export class TextCounts {
  /** By number. */
  #counts: Int32Array;
  /** The numbers of the text, in the order in which they came. */
  #found: Int32Array = new Int32Array(1 << 10);
  #numFound = 0;

  /** @param size - Numbers are below it, or it grows. */
  constructor(size: number) {
    this.#counts = new Int32Array(size);
  }

  /** A number below 0 is left out. */
  add(number: number): void {
    if (number < 0) return;
    this.#counts = withRoom(this.#counts, number + 1);
    this.#found = withRoom(this.#found, this.#numFound + 1);
    if (this.#counts[number]!++ === 0) this.#found[this.#numFound++] = number;
  }

  /** Of `numbers`, those from `start` to `end`; what is below 0 is left out. */
  addAll(numbers: Int32Array, start: number, end: number): void {
    this.#found = withRoom(this.#found, this.#numFound + end - start);
    // In local variables: this loop is most of the work of reading a text.
    const found = this.#found;
    let [counts, numFound] = [this.#counts, this.#numFound];
    for (let i = start; i < end; i++) {
      const number = numbers[i]!;
      if (number < 0) continue;
      if (number >= counts.length) counts = this.#counts = withRoom(counts, number + 1);
      if (counts[number]!++ === 0) found[numFound++] = number;
    }
    this.#numFound = numFound;
  }

  /**
   * Begins anew.
   *
   * @param read - Told each number of the text once, `numbers[0 .. length)`, in the order in which they came, and `counts` by number.
   */
  endText(read: (numbers: Int32Array, length: number, counts: Int32Array) => void): void {
    const [numbers, length, counts] = [this.#found, this.#numFound, this.#counts];
    read(numbers, length, counts);
    for (let i = 0; i < length; i++) counts[numbers[i]!] = 0;
    this.#numFound = 0;
  }
}
