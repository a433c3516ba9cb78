// Reads a tokenizer back from the contents of its file.

import { WordTable } from "./_word-table.ts";
import { createWordTokenizer, type Tokenizer } from "./tokenizer.ts";
import { parseTokenizerJson } from "./tokenizer-json.ts";

/**
 * Makes the tokenizer that `toJSON` described.
 *
 * @param json - The parsed contents of a `tokenizer.json` file.
 * @throws `Error` with `code` "MODEL_JSON" when the file is broken or was made elsewhere.
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const { vocab, settings } = parseTokenizerJson(json);
  const words = new WordTable();
  for (const token of vocab.slice(2)) words.addString(token);
  return createWordTokenizer(words, settings);
}
