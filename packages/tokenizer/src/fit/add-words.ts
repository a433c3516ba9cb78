// A tokenizer that knows more words, such as those of word vectors that were trained elsewhere.

import { parseTokenizerJson } from "../file/parse-tokenizer-json.ts";
import type { Tokenizer } from "../tokenizer/tokenizer.ts";
import { tokenizerFromParsed } from "../tokenizer/tokenizer-from-json.ts";

/**
 * The same tokenizer with ids for further words, which follow those of its own. Words that it has, and those that no text gives
 * as one token, are left out: `New York`, or `The` where all tokens are of lower case.
 *
 * @param tokenizer - One of this package's.
 */
export function addWords(tokenizer: Tokenizer, words: Iterable<string>): Tokenizer {
  const parsed = parseTokenizerJson(tokenizer.toJSON());
  if (typeof parsed === "string") throw new TypeError(`addWords: another program made this tokenizer: ${parsed}`);
  const known = new Set(tokenizer.vocab);
  const added: string[] = [];
  for (const word of words) {
    if (known.has(word)) continue;
    const tokens = tokenizer.tokenize(word);
    if (tokens.length !== 1 || tokens[0] !== word) continue;
    known.add(word);
    added.push(word);
  }
  return tokenizerFromParsed({ ...parsed, words: [...parsed.words, ...added] });
}
