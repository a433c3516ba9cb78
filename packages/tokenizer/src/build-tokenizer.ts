// Fits a vocabulary: counts the words of the training texts and keeps the ones that earn an id.

import { checkInteger, checkText } from "./_errors.ts";
import { WordScanner } from "./_word-scanner.ts";
import { WordTable } from "./_word-table.ts";
import { type PipelineOptions, resolvePipeline } from "./pipeline.ts";
import { createWordTokenizer, type Tokenizer } from "./tokenizer.ts";

/** How a vocabulary is fitted. */
export interface BuildTokenizerOptions extends PipelineOptions {
  /** Most ids to give out, the two reserved ones included; at least 3. Default 50,000. */
  readonly maxVocabSize?: number | undefined;
  /** A word gets an id when it occurs at least so often. Default 1. */
  readonly minFrequency?: number | undefined;
  /** Which words win, and the order of their ids: most frequent (ties by first seen), or first seen. */
  readonly order?: "frequency" | "first-seen" | undefined;
}

/** Words longer than this, in UTF-16 units, get no id: they are data, not language. */
export const MAX_WORD_LENGTH = 256;

const NUM_RESERVED = 2;
const MAX_COUNT = 0xffff_ffff;

/**
 * Fits a vocabulary to texts; give it the training split only.
 *
 * @throws `RangeError` for impossible options, or when no text has a token; `TypeError` for a text that is no string.
 */
export function buildTokenizer(texts: Iterable<string>, options: BuildTokenizerOptions = {}): Tokenizer {
  const where = "buildTokenizer";
  const { maxVocabSize = 50_000, minFrequency = 1, order = "frequency" } = options;
  checkInteger(where, "maxVocabSize", maxVocabSize, NUM_RESERVED + 1);
  checkInteger(where, "minFrequency", minFrequency, 1);
  if (order !== "frequency" && order !== "first-seen") {
    throw new RangeError(`${where}: expected order to be "frequency" or "first-seen", got ${String(order)}`);
  }
  const settings = resolvePipeline(where, options);
  const { words, counts, numTexts } = countWords(texts, new WordScanner(settings));
  if (words.size === 0) {
    throw new RangeError(`${where}: none of the ${numTexts} texts has a token; check the text column and the preset`);
  }
  const kept: number[] = [];
  for (let index = 0; index < words.size; index++) if (counts[index]! >= minFrequency) kept.push(index);
  if (order === "frequency") kept.sort((a, b) => counts[b]! - counts[a]! || a - b);
  return createWordTokenizer(words.select(kept.slice(0, maxVocabSize - NUM_RESERVED)), settings);
}

function countWords(texts: Iterable<string>, scanner: WordScanner) {
  const words = new WordTable();
  let counts = new Uint32Array(1 << 10);
  let numTexts = 0;
  const onWord = (units: Uint16Array, length: number, hash: number): boolean => {
    if (length > MAX_WORD_LENGTH) return true;
    const index = words.add(units, length, hash);
    if (index === counts.length) {
      const grown = new Uint32Array(counts.length * 2);
      grown.set(counts);
      counts = grown;
    }
    if (counts[index]! < MAX_COUNT) counts[index]!++;
    return true;
  };
  for (const text of texts) {
    checkText(`buildTokenizer: text ${numTexts}`, text);
    scanner.scan(text, onWord);
    numTexts++;
  }
  return { words, counts, numTexts };
}
