// Counts words in bounded memory.
//
// Past the limit of distinct words the rarer half goes, of equal ones the later, and the highest count that went is added
// to the error: a word's true count is at least the one kept and at most that plus the error (lossy counting, Manku and
// Motwani 2002). Below the limit the counts are exact.

import { WordTable } from "@newsclf-internal/word-table";

const MAX_COUNT = 0xffff_ffff;

/** Words with their counts, in the order of first sight. */
export class WordCounter {
  words: WordTable = new WordTable();
  /** Occurrences that a kept word may have lost, at most. */
  countError = 0;
  readonly #limit: number;
  #counts = new Uint32Array(1 << 10);

  /** @param limit - Distinct words to hold. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  count(index: number): number {
    return this.#counts[index]!;
  }

  /** Counts an occurrence. @returns The word's index, which holds until `countError` grows. */
  add(units: Uint16Array, length: number, hash: number): number {
    const index = this.words.add(units, length, hash);
    if (index >= this.#counts.length) {
      const grown = new Uint32Array(this.#counts.length * 2);
      grown.set(this.#counts);
      this.#counts = grown;
    }
    if (this.#counts[index]! < MAX_COUNT) this.#counts[index]!++;
    if (this.words.size > this.#limit) this.#prune();
    return index;
  }

  #prune(): void {
    const { size } = this.words;
    const sorted = this.#counts.slice(0, size).sort();
    const middle = (size - 1) >> 1;
    const threshold = sorted[middle]!;
    // Many words may be as rare as the threshold: all of them, where each word occurs once.
    let ties = sorted.subarray(middle + 1).filter((count) => count === threshold).length;
    const kept: number[] = [];
    for (let index = 0; index < size; index++) {
      const count = this.#counts[index]!;
      if (count > threshold || (count === threshold && ties-- > 0)) kept.push(index);
    }
    this.words = this.words.select(kept);
    this.#counts = Uint32Array.from({ length: this.#counts.length }, (_, i) =>
      i < kept.length ? this.#counts[kept[i]!]! : 0,
    );
    this.countError += threshold;
  }
}
