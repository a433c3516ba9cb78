// The tokenizer over a vocabulary of whole words.

import { checkIds, checkInteger, checkLimit, checkText } from "./_errors.ts";
import type { PipelineSettings } from "./_pipeline.ts";
import { RaggedIds } from "./_ragged.ts";
import { WordScanner } from "./_word-scanner.ts";
import type { WordTable } from "./_word-table.ts";
import { bucketToken, NUM_RESERVED, PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "./special-tokens.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { createTokenizerJson } from "./tokenizer-json.ts";

/**
 * Makes a tokenizer.
 *
 * @param words - The words in the order of their ids, which follow the reserved ones.
 * @param hashBuckets - How many ids, after the words, the other words share by their hash.
 */
export function createWordTokenizer(words: WordTable, settings: PipelineSettings, hashBuckets: number): Tokenizer {
  const vocab = [PAD_TOKEN, UNK_TOKEN];
  for (let index = 0; index < words.size; index++) vocab.push(words.word(index));
  const firstBucketId = vocab.length;
  for (let bucket = 0; bucket < hashBuckets; bucket++) vocab.push(bucketToken(bucket));

  const scanner = new WordScanner(settings);
  const idOf = (units: Uint16Array, length: number, hash: number): number => {
    const index = words.find(units, length, hash);
    if (index >= 0) return NUM_RESERVED + index;
    return hashBuckets === 0 ? UNK_ID : firstBucketId + ((hash >>> 0) % hashBuckets);
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
      const limit = checkLimit("encodeBatch", maxLength);
      const ragged = new RaggedIds();
      let numTruncated = 0;
      let numUnknown = 0;
      let stop = 0;
      const onWord = (units: Uint16Array, length: number, hash: number): boolean => {
        if (ragged.numTokens === stop) {
          numTruncated++;
          return false;
        }
        const id = idOf(units, length, hash);
        if (id === UNK_ID || id >= firstBucketId) numUnknown++;
        ragged.push(id);
        return true;
      };
      for (const text of texts) {
        if (typeof text !== "string") checkText(`encodeBatch: text ${ragged.numTexts}`, text);
        stop = ragged.numTokens + limit;
        scanner.scan(text, onWord);
        ragged.endText();
      }
      return ragged.finish(numTruncated, numUnknown);
    },
    decode(tokenIds) {
      return checkIds(tokenIds, vocab, PAD_ID)
        .map((id) => vocab[id])
        .join(" ");
    },
    toJSON() {
      return createTokenizerJson(vocab, settings);
    },
  };
}
