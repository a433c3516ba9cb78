// A set of words kept as UTF-16 units in flat arrays: no string object per word, no allocation per lookup.
//
// Open addressing with linear probing, at most half full. A word's index is the order in which it was added.

/** Initial value of a word's hash. */
export const HASH_SEED = 0x811c9dc5;

const HASH_PRIME = 0x01000193;

/** Adds one UTF-16 unit to a hash (FNV-1a on 16-bit units). */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, HASH_PRIME);
}

/** Spreads a hash over all 32 bits; linear probing needs good low bits. */
export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** Words as slices of one array of UTF-16 units. */
export class WordTable {
  /** Number of words. */
  size = 0;
  #units = new Uint16Array(1 << 12);
  /** `[size + 1]`, where each word starts in `#units`. */
  #starts: Int32Array;
  #hashes: Int32Array;
  /** Word index + 1, or 0 for a free slot. */
  #slots: Int32Array;

  /** @param capacity - Words that are expected; there may be more. */
  constructor(capacity: number = 1 << 9) {
    const size = 2 ** Math.ceil(Math.log2(capacity + 1));
    this.#starts = new Int32Array(size);
    this.#hashes = new Int32Array(size);
    this.#slots = new Int32Array(2 * size);
  }

  /** Of distinct words in their order. One loop: a vocabulary has tens of thousands, and most processes read one. */
  static of(words: readonly string[]): WordTable {
    const table = new WordTable(words.length);
    const [starts, hashes, slots] = [table.#starts, table.#hashes, table.#slots];
    const units = new Uint16Array(words.reduce((sum, { length }) => sum + length, 0));
    const mask = slots.length - 1;
    let at = 0;
    for (let index = 0; index < words.length; index++) {
      const word = words[index]!;
      let hash = HASH_SEED;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        units[at++] = unit;
        // As `hashUnit`, without a call for each character.
        hash = Math.imul(hash ^ unit, HASH_PRIME);
      }
      hash = finishHash(hash);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
      starts[index + 1] = at;
      hashes[index] = hash;
    }
    table.#units = units;
    table.size = words.length;
    return table;
  }

  /** Index of a word, or -1; `hash` is the finished hash of the same units. */
  find(units: Uint16Array, length: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index < 0) return -1;
      if (this.#hashes[index] === hash && this.#equals(index, units, length)) return index;
    }
  }

  /** Index of a word, which is added when it is new. */
  add(units: Uint16Array, length: number, hash: number): number {
    const found = this.find(units, length, hash);
    if (found >= 0) return found;
    const index = this.size++;
    this.#reserve(length);
    const start = this.#starts[index]!;
    // No `set` of a subarray: words are short, and making one takes longer than this.
    for (let i = 0; i < length; i++) this.#units[start + i] = units[i]!;
    this.#starts[index + 1] = start + length;
    this.#hashes[index] = hash;
    this.#place(index);
    return index;
  }

  /** The word at an index. */
  word(index: number): string {
    const units = this.#units.subarray(this.#starts[index]!, this.#starts[index + 1]!);
    let word = "";
    for (let i = 0; i < units.length; i += 4096) word += String.fromCharCode(...units.subarray(i, i + 4096));
    return word;
  }

  /** The finished hash of the word at an index. */
  hash(index: number): number {
    return this.#hashes[index]!;
  }

  /** A table of some of the words, in the order given. */
  select(indices: Iterable<number>): WordTable {
    const table = new WordTable();
    for (const index of indices) {
      const units = this.#units.subarray(this.#starts[index]!, this.#starts[index + 1]!);
      table.add(units, units.length, this.#hashes[index]!);
    }
    return table;
  }

  #equals(index: number, units: Uint16Array, length: number): boolean {
    const start = this.#starts[index]!;
    if (this.#starts[index + 1]! - start !== length) return false;
    const own = this.#units;
    for (let i = 0; i < length; i++) if (own[start + i] !== units[i]) return false;
    return true;
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[index]! & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }

  /** Makes room for the word at `size - 1`, of `length` units. */
  #reserve(length: number): void {
    const end = this.#starts[this.size - 1]! + length;
    if (end > this.#units.length) {
      const units = new Uint16Array(Math.max(end, this.#units.length * 2));
      units.set(this.#units);
      this.#units = units;
    }
    if (this.size < this.#hashes.length) return;
    this.#starts = grow(this.#starts);
    this.#hashes = grow(this.#hashes);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let i = 0; i < this.size - 1; i++) this.#place(i);
  }
}

function grow(values: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(values.length * 2);
  grown.set(values);
  return grown;
}
