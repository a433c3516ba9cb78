// Reads a tokenizer back from the contents of its file.

import { codedError } from "./_errors.ts";
import { WordTable } from "./_word-table.ts";
import { createWordTokenizer } from "./_word-tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { type ParsedTokenizer, parseTokenizerJson } from "./tokenizer-json.ts";

/**
 * Makes the tokenizer that `toJSON` described.
 *
 * @param json - The parsed contents of a `tokenizer.json` file that this package wrote. For one made elsewhere there is
 *   `tokenizerFromHuggingFace` in `@newsclf/tokenizer/huggingface`.
 * @throws `Error` with `code` "MODEL_JSON" when the file is broken or was made elsewhere.
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const parsed = parseTokenizerJson(json);
  if (typeof parsed !== "string") return tokenizerFromParsed(parsed);
  throw codedError("MODEL_JSON", `tokenizerFromJSON: another program made this file: ${parsed}`, {
    fix: "read it with tokenizerFromHuggingFace of @newsclf/tokenizer/huggingface",
  });
}

/** Makes the tokenizer of a file that was read. */
export function tokenizerFromParsed({ words, settings, hashBuckets }: ParsedTokenizer): Tokenizer {
  const table = new WordTable();
  for (const word of words) table.addString(word);
  return createWordTokenizer(table, settings, hashBuckets);
}
