// The tokenizer over a vocabulary of whole words.

import { checkIds, checkInteger, checkLimit, checkText } from "../check-arguments.ts";
import { createTokenizerJson } from "../file/tokenizer-json.ts";
import type { PipelineSettings } from "../pipeline/pipeline.ts";
import { WordScanner } from "../pipeline/word-scanner.ts";
import { PAD_ID, UNK_ID } from "../special-tokens.ts";
import { RaggedIds } from "./ragged-ids.ts";
import type { Tokenizer } from "./tokenizer.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Makes a tokenizer. */
export function createWordTokenizer(vocabulary: Vocabulary, settings: PipelineSettings): Tokenizer {
  let tokens: readonly string[] | undefined;
  // Encoding needs no strings, and there may be a hundred thousand.
  const vocab = (): readonly string[] => (tokens ??= vocabulary.tokens());
  const scanner = new WordScanner(settings);

  return {
    vocabSize: vocabulary.size,
    get vocab() {
      return vocab();
    },
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
      scanner.scan(text, (units, length, hash) => tokenIds.push(vocabulary.idOf(units, length, hash)) < limit);
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
        const id = vocabulary.idOf(units, length, hash);
        if (vocabulary.isShared(id)) numUnknown++;
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
      return checkIds(tokenIds, vocab(), PAD_ID)
        .map((id) => vocab()[id])
        .join(" ");
    },
    toJSON() {
      return createTokenizerJson(vocab(), settings);
    },
  };
}
