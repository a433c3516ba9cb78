// What a tokenizer is to the rest of the program.

import type { TokenizerJson } from "../file/tokenizer-json.ts";

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
  readonly tokenIds: Int32Array;
  /** `[n + 1]`; text `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array;
  /** Texts of which `maxLength` cut tokens off. */
  readonly numTruncated: number;
  /** Kept tokens that are not in the vocabulary: unknown ones and those in hash buckets. */
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
  /** The id of an unknown token; `UNK_ID` unless the tokenizer was made elsewhere, -1 if that knows every text. */
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
