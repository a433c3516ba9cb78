// Counts the words of the training texts, then chooses the ones that earn an id.
//
// A text is scanned once. Where the ids of the texts are wanted too, each word gets a provisional one while it is
// counted: its index in the counter, or `~bucket` (negative) where it can get no id of its own. Counts tell at the end
// which id each index becomes. A word that the counter forgot has lost its index, and might come back and earn an id:
// from then on no ids are kept.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { checkText } from "../check-arguments.ts";
import { type OnWord, WordScanner } from "../pipeline/word-scanner.ts";
import { NUM_RESERVED } from "../special-tokens.ts";
import { RaggedIds } from "../tokenizer/ragged-ids.ts";
import type { EncodedTexts, Tokenizer } from "../tokenizer/tokenizer.ts";
import { bucketOf, Vocabulary } from "../tokenizer/vocabulary.ts";
import { createWordTokenizer } from "../tokenizer/word-tokenizer.ts";
import { WordCounter } from "../words/word-counter.ts";
import type { ResolvedOptions } from "./build-options.ts";

/** Words longer than this, in UTF-16 units, get no id: they are data, not language. */
const MAX_WORD_LENGTH = 256;

/** A vocabulary under construction. */
export class VocabularyFit {
  numTexts = 0;
  /** Tokens of all texts, stop words left out. */
  numTokens = 0;
  readonly #options: ResolvedOptions;
  readonly #scanner: WordScanner;
  readonly #counter: WordCounter;
  readonly #onWord: OnWord;
  #ids: RaggedIds | undefined;

  constructor(options: ResolvedOptions, { keepIds }: { readonly keepIds: boolean }) {
    this.#options = options;
    this.#scanner = new WordScanner(options.settings);
    this.#counter = new WordCounter(options.maxTrackedWords);
    this.#ids = keepIds ? new RaggedIds() : undefined;
    this.#onWord = (units, length, hash) => {
      this.numTokens++;
      const index = this.#count(units, length, hash);
      this.#ids?.push(index < 0 ? ~bucketOf(hash, options.hashBuckets) : index);
      return true;
    };
  }

  /** Occurrences that a word may have lost; see `WordCounter`. */
  get countError(): number {
    return this.#counter.countError;
  }

  add(text: string): void {
    const { where } = this.#options;
    if (typeof text !== "string") checkText(`${where}: text ${this.numTexts}`, text);
    this.#scanner.scan(text, this.#onWord);
    this.numTexts++;
    if (this.countError === 0) this.#ids?.endText();
    else this.#ids = undefined;
  }

  /**
   * Makes the tokenizer of the texts so far. Throws NewsclfError `ROW_NO_TOKENS` when none of them had a token.
   *
   * @returns With the ids of the texts, unless they were not to be kept or the counter forgot a word.
   */
  build(): { tokenizer: Tokenizer; encoded: EncodedTexts | undefined } {
    const { where, settings, hashBuckets } = this.#options;
    if (this.numTokens === 0) {
      const what = `none of the ${this.numTexts} texts has a token`;
      throw new NewsclfError("ROW_NO_TOKENS", `${where}: ${what}`, {
        fix: sentence`check ${setting("textColumn")} and ${setting("tokenizer")}`,
      });
    }
    const chosen = chooseWords(this.#counter, this.#options);
    const vocabulary = new Vocabulary(this.#counter.words.select(chosen), hashBuckets);
    const tokenizer = createWordTokenizer(vocabulary, settings);
    return { tokenizer, encoded: this.#ids && this.#encode(this.#ids, chosen, vocabulary) };
  }

  /** Index of the word in the counter, or -1 for a word that gets no id. */
  #count(units: Uint16Array, length: number, hash: number): number {
    if (length > MAX_WORD_LENGTH) return -1;
    const { vocabularyOrder, minFrequency, maxWords } = this.#options;
    const counter = this.#counter;
    // The first words seen stay the first: once there are enough of them, no other can get an id.
    const isFull = vocabularyOrder === "first-seen" && minFrequency === 1 && counter.words.size >= maxWords;
    if (!isFull) return counter.add(units, length, hash);
    return this.#ids === undefined ? -1 : counter.words.find(units, length, hash);
  }

  /** The final ids. `chosen` are the counter's indices in the order of their ids. */
  #encode(ids: RaggedIds, chosen: readonly number[], vocabulary: Vocabulary): EncodedTexts {
    const { words } = this.#counter;
    const idOfIndex = new Int32Array(words.size);
    for (let index = 0; index < words.size; index++) {
      idOfIndex[index] = vocabulary.sharedId(bucketOf(words.hash(index), this.#options.hashBuckets));
    }
    for (const [rank, index] of chosen.entries()) idOfIndex[index] = NUM_RESERVED + rank;
    const { tokenIds, offsets } = ids.finish(0, 0);
    let numUnknown = 0;
    for (let i = 0; i < tokenIds.length; i++) {
      const provisional = tokenIds[i]!;
      const id = provisional < 0 ? vocabulary.sharedId(~provisional) : idOfIndex[provisional]!;
      if (vocabulary.isShared(id)) numUnknown++;
      tokenIds[i] = id;
    }
    return { tokenIds, offsets, numTruncated: 0, numUnknown };
  }
}

function chooseWords(counter: WordCounter, { minFrequency, vocabularyOrder, maxWords }: ResolvedOptions): number[] {
  const kept: number[] = [];
  for (let i = 0; i < counter.words.size; i++) if (counter.count(i) >= minFrequency) kept.push(i);
  if (vocabularyOrder === "frequency") kept.sort((a, b) => counter.count(b) - counter.count(a) || a - b);
  return kept.slice(0, maxWords);
}
