// Fits a vocabulary to texts and encodes them, scanning each text once.

import type { EncodedTexts, Tokenizer } from "../tokenizer/tokenizer.ts";
import { VocabularyFit } from "./_vocabulary-fit.ts";
import { type BuildTokenizerOptions, type ResolvedOptions, resolveOptions } from "./build-options.ts";

/** A tokenizer and the texts that it was fitted to. */
export interface FittedTexts {
  readonly tokenizer: Tokenizer;
  /** The ids of the texts, whole, as `tokenizer.encodeBatch` gives them. */
  readonly encoded: EncodedTexts;
}

/**
 * Fits a vocabulary to texts and gives their ids: the same as `buildTokenizer` and `encodeBatch`, in one pass.
 *
 * @param texts - Give it the training split only. Past `maxTrackedWords` distinct words it is iterated a second time.
 * @throws NewsclfError `ROW_NO_TOKENS` when no text has a token; `RangeError` for impossible options, or when a second
 *   pass is needed over texts that can be iterated only once, such as a generator; `TypeError` for a text that is no
 *   string.
 */
export function fitTokenizer(texts: Iterable<string>, options: BuildTokenizerOptions = {}): FittedTexts {
  return fitTexts(texts, resolveOptions("fitTokenizer", options));
}

/** `fitTokenizer` with its options filled in. */
export function fitTexts(texts: Iterable<string>, options: ResolvedOptions): FittedTexts {
  const fit = new VocabularyFit(options, { keepIds: true });
  for (const text of texts) fit.add(text);
  const { tokenizer, encoded = tokenizer.encodeBatch(texts) } = fit.build();
  const numTexts = encoded.offsets.length - 1;
  if (numTexts === fit.numTexts) return { tokenizer, encoded };
  // A generator gives its texts once.
  const what = `more than ${options.maxTrackedWords} distinct words need a second pass over the texts`;
  const came = `which gave ${numTexts} of ${fit.numTexts}`;
  throw new RangeError(`${options.where}: ${what}, ${came}; give an array, or raise maxTrackedWords`);
}
