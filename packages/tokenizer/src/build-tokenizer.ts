// Fits a vocabulary: counts the words of the training texts and keeps the ones that earn an id.

import { checkText } from "./_errors.ts";
import { WordCounter } from "./_word-counter.ts";
import { WordScanner } from "./_word-scanner.ts";
import { createWordTokenizer } from "./_word-tokenizer.ts";
import { type BuildTokenizerOptions, type ResolvedOptions, resolveOptions } from "./build-options.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** Fits a vocabulary text by text, in bounded memory: for data that comes as a stream. */
export interface TokenizerBuilder {
  /** Counts the words of a text. Throws `TypeError` for anything but a string. */
  add(text: string): void;
  /** Makes the tokenizer of the texts so far. Throws `RangeError` when none of them had a token. */
  build(): Tokenizer;
  readonly numTexts: number;
  /** Tokens of all texts, stop words left out. */
  readonly numTokens: number;
  /**
   * Occurrences that a word may have lost because there were more than `maxTrackedWords` distinct ones; 0 means that
   * the counts are exact. Every word that occurs more often than this was kept.
   */
  readonly countError: number;
}

/** Words longer than this, in UTF-16 units, get no id: they are data, not language. */
const MAX_WORD_LENGTH = 256;

/**
 * Fits a vocabulary to texts; give it the training split only.
 *
 * @throws `RangeError` for impossible options, or when no text has a token; `TypeError` for a text that is no string.
 */
export function buildTokenizer(texts: Iterable<string>, options: BuildTokenizerOptions = {}): Tokenizer {
  const builder = createTokenizerBuilder(options);
  for (const text of texts) builder.add(text);
  return builder.build();
}

/**
 * Starts a vocabulary that takes its texts one by one.
 *
 * @throws `RangeError` for impossible options.
 */
export function createTokenizerBuilder(options: BuildTokenizerOptions = {}): TokenizerBuilder {
  const resolved = resolveOptions(options);
  const scanner = new WordScanner(resolved.settings);
  const counter = new WordCounter(resolved.maxTrackedWords);
  // The first words seen stay the first: once there are enough of them, no other can get an id.
  const maxSeen = resolved.order === "first-seen" && resolved.minFrequency === 1 ? resolved.maxWords : Infinity;
  let numTexts = 0;
  let numTokens = 0;
  const onWord = (units: Uint16Array, length: number, hash: number): boolean => {
    numTokens++;
    if (length <= MAX_WORD_LENGTH && counter.words.size < maxSeen) counter.add(units, length, hash);
    return true;
  };
  return {
    add(text) {
      if (typeof text !== "string") checkText(`buildTokenizer: text ${numTexts}`, text);
      scanner.scan(text, onWord);
      numTexts++;
    },
    build() {
      if (numTokens === 0) {
        const what = `none of the ${numTexts} texts has a token`;
        throw new RangeError(`buildTokenizer: ${what}; check the text column and the preset`);
      }
      return createWordTokenizer(selectWords(counter, resolved), resolved.settings, resolved.hashBuckets);
    },
    get numTexts() {
      return numTexts;
    },
    get numTokens() {
      return numTokens;
    },
    get countError() {
      return counter.countError;
    },
  };
}

function selectWords(counter: WordCounter, { minFrequency, order, maxWords }: ResolvedOptions) {
  const kept: number[] = [];
  for (let i = 0; i < counter.words.size; i++) if (counter.count(i) >= minFrequency) kept.push(i);
  if (order === "frequency") kept.sort((a, b) => counter.count(b) - counter.count(a) || a - b);
  return counter.words.select(kept.slice(0, maxWords));
}
