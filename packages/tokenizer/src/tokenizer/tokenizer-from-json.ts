// Reads a tokenizer back from the contents of its file.

import { NewsclfError } from "@newsclf-internal/errors";
import { WordTable } from "@newsclf-internal/word-table";
import { type ParsedTokenizer, parseTokenizerJson } from "../file/parse-tokenizer-json.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { Vocabulary } from "./vocabulary.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";

/**
 * Makes the tokenizer that `toJSON` described.
 *
 * @param json - The parsed contents of a `tokenizer.json` file that this package wrote. For one made elsewhere there is
 *   `tokenizerFromHuggingFace` in `@newsclf/tokenizer/huggingface`.
 * @throws NewsclfError `MODEL_JSON` when the file is broken or was made elsewhere.
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const parsed = parseTokenizerJson(json);
  if (typeof parsed !== "string") return tokenizerFromParsed(parsed);
  throw new NewsclfError("MODEL_JSON", `tokenizerFromJSON: another program made this file: ${parsed}`, {
    fix: "read it with tokenizerFromHuggingFace of @newsclf/tokenizer/huggingface",
  });
}

/** Makes the tokenizer of a file that was read. */
export function tokenizerFromParsed({ words, settings, hashBuckets }: ParsedTokenizer): Tokenizer {
  return createWordTokenizer(new Vocabulary(WordTable.of(words), hashBuckets), settings);
}
