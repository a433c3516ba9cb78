// The n-grams of a text as 32-bit keys: words and pairs of words without regard to case, where a punctuation mark is a word, and
// characters as they are, 2 to 5 at a time: case and punctuation tell topics apart too. Two n-grams of a hundred thousand share a
// key in about one case.

import { hash32 } from "@newsclf/kernels/engine";

/** A run of letters, marks and digits, or any other character with its marks. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*|\S\p{M}*/gu;
/** Soft hyphens, joiners, marks of direction: what nobody sees. */
const INVISIBLE = /(?!\ufeff)\p{Cf}/gu;
const MIN_CHARACTERS = 2;
const MAX_CHARACTERS = 5;
const [WORD_SEED, PAIR_SEED, CHARACTER_SEED] = [1, 2, 3].map(hash32) as [number, number, number];

/** Of each word by itself, in the order of the text. */
export function wordKeys(text: string): number[] {
  const words = visibleOf(text).toLowerCase().normalize("NFC").match(WORD) ?? [];
  return words.map((word) => hash32(codePoints(` ${word} `).reduce(mix, WORD_SEED)));
}

/** The key of a word; undefined for what is not one word here. */
export function oneWordKey(word: string): number | undefined {
  const [first, ...more] = wordKeys(word);
  return more.length > 0 ? undefined : first;
}

/** The key of two words in a row. */
export function pairKey(first: number, second: number): number {
  return hash32(Math.imul(first, 31) ^ second ^ PAIR_SEED);
}

/** Of the characters between two blanks, which are among them. @param piece - Without white space inside. */
export function characterKeys(piece: string): number[] {
  const visible = visibleOf(piece).normalize("NFC");
  if (visible === "") return [];
  const points = codePoints(` ${visible} `);
  const keys: number[] = [];
  for (let start = 0; start < points.length; start++) {
    let hash = CHARACTER_SEED;
    for (let n = 1; n <= MAX_CHARACTERS && start + n <= points.length; n++) {
      hash = mix(hash, points[start + n - 1]!);
      if (n >= MIN_CHARACTERS) keys.push(hash32(hash));
    }
  }
  return keys;
}

function visibleOf(text: string): string {
  return text.replace(INVISIBLE, "");
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** FNV-1a, a code point at a time. */
function mix(hash: number, point: number): number {
  return Math.imul(hash ^ point, 0x01000193);
}
