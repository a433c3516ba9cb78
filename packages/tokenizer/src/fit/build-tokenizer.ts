// Fits a vocabulary to texts, at once or text by text.

import type { Tokenizer } from "../tokenizer/tokenizer.ts";
import { VocabularyFit } from "./_vocabulary-fit.ts";
import { type BuildTokenizerOptions, resolveOptions } from "./build-options.ts";

/** Fits a vocabulary text by text, in bounded memory: for data that comes as a stream. */
export interface TokenizerBuilder {
  /** Counts the words of a text. Throws `TypeError` for anything but a string. */
  add(text: string): void;
  /** Makes the tokenizer of the texts so far. Throws NewsclfError `ROW_NO_TOKENS` when none of them had a token. */
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

/**
 * Fits a vocabulary to texts; give it the training split only.
 *
 * @throws NewsclfError `ROW_NO_TOKENS` when no text has a token; `RangeError` for impossible options; `TypeError` for a
 *   text that is no string.
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
  const fit = new VocabularyFit(resolveOptions("buildTokenizer", options), { keepIds: false });
  return {
    add: (text) => fit.add(text),
    build: () => fit.build().tokenizer,
    get numTexts() {
      return fit.numTexts;
    },
    get numTokens() {
      return fit.numTokens;
    },
    get countError() {
      return fit.countError;
    },
  };
}
