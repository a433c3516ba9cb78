// What a tokenizer is to the rest of the program, and the one over a vocabulary of whole words.

import { checkInteger, checkText } from "./_errors.ts";
import { WordScanner } from "./_word-scanner.ts";
import type { WordTable } from "./_word-table.ts";
import type { PipelineSettings } from "./pipeline.ts";
import { PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "./special-tokens.ts";
import { createTokenizerJson, type TokenizerJson } from "./tokenizer-json.ts";

/** Bounds of one encoded text. */
export interface EncodeOptions {
  /** Keep the first so many tokens; at least 1. Default: all. */
  readonly maxLength?: number | undefined;
  /** Append the padding id up to so many tokens; at least 0. Default: no padding. */
  readonly padTo?: number | undefined;
}

/** Bounds of many encoded texts. */
export interface EncodeBatchOptions {
  /** Keep the first so many tokens of each text; at least 1. Default: all. */
  readonly maxLength?: number | undefined;
}

/** Many encoded texts, ragged: two flat arrays instead of an object per text. */
export interface EncodedTexts {
  /** All token ids, text after text. */
  readonly tokenIds: Int32Array<ArrayBuffer>;
  /** `[n + 1]`; text `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array<ArrayBuffer>;
  /** Texts of which `maxLength` cut tokens off. */
  readonly numTruncated: number;
  /** Kept tokens that are not in the vocabulary. */
  readonly numUnknown: number;
}

/** Turns text into token ids and back. */
export interface Tokenizer {
  /** Ids are in `0..vocabSize - 1`; includes the reserved ids. */
  readonly vocabSize: number;
  /** `[vocabSize]`, the token of each id. */
  readonly vocab: readonly string[];
  /** The id that fills a batch; `PAD_ID` unless the tokenizer was made elsewhere. */
  readonly padId: number;
  /** The id of a token that is not in the vocabulary; `UNK_ID` unless the tokenizer was made elsewhere. */
  readonly unkId: number;
  /** The normalised tokens of a text, whether or not they are in the vocabulary. */
  tokenize(text: string): string[];
  /** Token ids of one text. Throws `TypeError` for anything but a string, `RangeError` for impossible bounds. */
  encode(text: string, options?: EncodeOptions): number[];
  /** Token ids of many texts; the fast way for a whole split. Throws as `encode` does, naming the text. */
  encodeBatch(texts: Iterable<string>, options?: EncodeBatchOptions): EncodedTexts;
  /** The tokens of the ids, joined by spaces, without padding. Throws `RangeError` for an id out of range. */
  decode(tokenIds: ArrayLike<number>): string;
  /** The contents of a `tokenizer.json` file, as Hugging Face's `tokenizers` read it. */
  toJSON(): TokenizerJson;
}

/** Tokenizer over whole words: `words` holds them in id order, from the first id that is not reserved. */
export function createWordTokenizer(words: WordTable, settings: PipelineSettings): Tokenizer {
  const vocab = [PAD_TOKEN, UNK_TOKEN];
  for (let index = 0; index < words.size; index++) vocab.push(words.word(index));
  const firstWordId = vocab.length - words.size;
  const scanner = new WordScanner(settings);
  const idOf = (units: Uint16Array, length: number, hash: number) => {
    const index = words.find(units, length, hash);
    return index < 0 ? UNK_ID : firstWordId + index;
  };

  return {
    vocabSize: vocab.length,
    vocab,
    padId: PAD_ID,
    unkId: UNK_ID,
    tokenize(text) {
      checkText("tokenize", text);
      return scanner.words(text);
    },
    encode(text, { maxLength, padTo } = {}) {
      checkText("encode", text);
      const limit = checkLimit("encode", maxLength);
      if (padTo !== undefined) checkInteger("encode", "padTo", padTo, 0);
      const tokenIds: number[] = [];
      scanner.scan(text, (units, length, hash) => tokenIds.push(idOf(units, length, hash)) < limit);
      while (padTo !== undefined && tokenIds.length < padTo) tokenIds.push(PAD_ID);
      return tokenIds;
    },
    encodeBatch(texts, { maxLength } = {}) {
      return encodeAll(texts, scanner, idOf, checkLimit("encodeBatch", maxLength));
    },
    decode(tokenIds) {
      return decodeWords(tokenIds, vocab);
    },
    toJSON() {
      return createTokenizerJson(vocab, settings);
    },
  };
}

function checkLimit(where: string, maxLength: number | undefined): number {
  if (maxLength === undefined) return Number.POSITIVE_INFINITY;
  checkInteger(where, "maxLength", maxLength, 1);
  return maxLength;
}

function encodeAll(
  texts: Iterable<string>,
  scanner: WordScanner,
  idOf: (units: Uint16Array, length: number, hash: number) => number,
  limit: number,
): EncodedTexts {
  let tokenIds = new Int32Array(1 << 12);
  let offsets = new Int32Array(1 << 8);
  let numTexts = 0;
  let numTokens = 0;
  let numTruncated = 0;
  let numUnknown = 0;
  let stop = 0;
  const onWord = (units: Uint16Array, length: number, hash: number): boolean => {
    if (numTokens === stop) {
      numTruncated++;
      return false;
    }
    if (numTokens === tokenIds.length) tokenIds = resize(tokenIds, numTokens * 2);
    const id = idOf(units, length, hash);
    if (id === UNK_ID) numUnknown++;
    tokenIds[numTokens++] = id;
    return true;
  };
  for (const text of texts) {
    if (typeof text !== "string") checkText(`encodeBatch: text ${numTexts}`, text);
    stop = numTokens + limit;
    scanner.scan(text, onWord);
    if (++numTexts === offsets.length) offsets = resize(offsets, numTexts * 2);
    offsets[numTexts] = numTokens;
  }
  return {
    tokenIds: tokenIds.slice(0, numTokens),
    offsets: offsets.slice(0, numTexts + 1),
    numTruncated,
    numUnknown,
  };
}

function resize(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const resized = new Int32Array(length);
  resized.set(values);
  return resized;
}

function decodeWords(tokenIds: ArrayLike<number>, vocab: readonly string[]): string {
  const words: string[] = [];
  for (let i = 0; i < tokenIds.length; i++) {
    const id = tokenIds[i]!;
    const word = vocab[id];
    if (word === undefined) {
      throw new RangeError(
        `decode: id ${id} at position ${i} is outside 0..${vocab.length - 1}; the ids come from another tokenizer`,
      );
    }
    if (id !== PAD_ID) words.push(word);
  }
  return words.join(" ");
}
