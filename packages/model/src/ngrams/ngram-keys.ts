// The n-grams of a text as 32-bit keys: words and pairs of words without regard to case, where a punctuation mark is a word, and
// characters as they are, 2 to 5 at a time: case and punctuation tell topics apart too.

import { hash32 } from "@newsclf/kernels/engine";

/** A run of letters, marks and digits, or any other character with its marks. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*|\S\p{M}*/gu;
const BETWEEN_BLANKS = /\S+/g;
/** Soft hyphens, joiners, marks of direction: what nobody sees. */
const INVISIBLE = /(?!\ufeff)\p{Cf}/gu;
const MIN_CHARACTERS = 2;
const MAX_CHARACTERS = 5;
/** Longer ones are hardly words: no use to remember their keys. */
const MAX_KNOWN_LENGTH = 32;
const MAX_KNOWN = 100_000;
const [WORD_SEED, PAIR_SEED, CHARACTER_SEED] = [1, 2, 3].map(hash32) as [number, number, number];

/** What is counted apart, and scaled to length 1 apart. */
export interface NgramKeys {
  /** Of each word and of each two words in a row, in the order of the text. */
  readonly words: readonly number[];
  /** Of the characters between two blanks, which are among them, a list each. */
  readonly characters: readonly Uint32Array[];
}

/** Two n-grams of a hundred thousand share a key in about one case. Remembers what it has seen. */
export class NgramReader {
  readonly #wordKey = remember(keyOfWord);
  readonly #characterKeys = remember(keysOfCharacters);

  /** The key of a word; undefined for what is not one word here. */
  readWord(word: string): number | undefined {
    const [first, ...more] = wordsOf(word.replace(INVISIBLE, ""));
    return first === undefined || more.length > 0 ? undefined : this.#wordKey(first);
  }

  read(text: string): NgramKeys {
    const visible = text.replace(INVISIBLE, "");
    const words: number[] = [];
    let before: number | undefined;
    for (const word of wordsOf(visible)) {
      const key = this.#wordKey(word);
      words.push(key);
      if (before !== undefined) words.push(pairKey(before, key));
      before = key;
    }
    return { words, characters: this.#charactersOf(visible) };
  }

  /** Of each word by itself. */
  wordKeys(text: string): readonly number[] {
    return wordsOf(text.replace(INVISIBLE, "")).map(this.#wordKey);
  }

  /** Of the characters between two blanks, a list each. */
  characterKeys(text: string): readonly Uint32Array[] {
    return this.#charactersOf(text.replace(INVISIBLE, ""));
  }

  #charactersOf(visible: string): readonly Uint32Array[] {
    return (visible.normalize("NFC").match(BETWEEN_BLANKS) ?? []).map(this.#characterKeys);
  }
}

/** The key of two words in a row. */
export function pairKey(first: number, second: number): number {
  return hash32(Math.imul(first, 31) ^ second ^ PAIR_SEED);
}

function wordsOf(visible: string): readonly string[] {
  return visible.toLowerCase().normalize("NFC").match(WORD) ?? [];
}

/** The same function, which computes each short text once. */
function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = compute(text);
    if (text.length > MAX_KNOWN_LENGTH) return value;
    if (known.size === MAX_KNOWN) known.clear();
    known.set(text, value);
    return value;
  };
}

function keyOfWord(word: string): number {
  return hash32(codePoints(` ${word} `).reduce(mix, WORD_SEED));
}

function keysOfCharacters(piece: string): Uint32Array {
  const points = codePoints(` ${piece} `);
  const keys: number[] = [];
  for (let start = 0; start < points.length; start++) {
    let hash = CHARACTER_SEED;
    for (let n = 1; n <= MAX_CHARACTERS && start + n <= points.length; n++) {
      hash = mix(hash, points[start + n - 1]!);
      if (n >= MIN_CHARACTERS) keys.push(hash32(hash));
    }
  }
  return Uint32Array.from(keys);
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** FNV-1a, a code point at a time. */
function mix(hash: number, point: number): number {
  return Math.imul(hash ^ point, 0x01000193);
}
