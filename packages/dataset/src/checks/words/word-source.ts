// The words of each text as integers, found in the text or taken from a tokenizer that has found them already.

import { SPACELESS } from "./spaceless.ts";
import { splitWords } from "./split-words.ts";

/** What a tokenizer made of all texts, uncut: row i is text i. */
export interface TokenizedTexts {
  /** All token ids, text after text. */
  readonly tokenIds: Int32Array | Uint16Array;
  /** `[n + 1]`; text `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array;
  /** `[V]`, the token of each id. Those in brackets, such as `[PAD]`, stand for no word of their own, as `unkId` does. */
  readonly vocab: readonly string[];
  /** The id of every word that is not in the vocabulary; -1 without one. */
  readonly unkId: number;
}

/** Gives words of texts, and numbers them. */
export interface WordSource {
  /** The distinct ones given so far, in the order of their first occurrence; position is word index. */
  readonly words: readonly string[];
  /** Word indices of a text in order, to be used before the next call; {@link UNKNOWN} for a word that has none. */
  wordsOf(row: number): readonly number[];
}

export const UNKNOWN = -1;

/** Of tokens, in place of a word index: not looked at yet, and more or fewer than one word. */
const [UNSEEN, SEVERAL] = [-2, -3];

const RESERVED = /^\[.*\]$/s;

export function findWords(texts: readonly string[]): WordSource {
  const { words, indexOf } = createIndex();
  return { words, wordsOf: (row) => splitWords(texts[row]!).map(indexOf) };
}

/** Each token of the vocabulary is split into what counts as words here, once and not for each text. */
export function takeWords(texts: readonly string[], { tokenIds, offsets, vocab, unkId }: TokenizedTexts): WordSource {
  const { words, indexOf } = createIndex();
  const wordOf = new Int32Array(vocab.length).fill(UNSEEN);
  const severalOf = new Map<number, readonly number[]>();
  const look = (id: number): number => {
    const token = vocab[id]!;
    if (id === unkId || RESERVED.test(token)) return UNKNOWN;
    const parts = splitWords(token).map(indexOf);
    if (parts.length === 1) return parts[0]!;
    severalOf.set(id, parts);
    return SEVERAL;
  };
  const found: number[] = [];

  function wordsOf(row: number): readonly number[] {
    let hasUnknown = false;
    found.length = 0;
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const id = tokenIds[i]!;
      let word = wordOf[id] ?? UNKNOWN;
      if (word === UNSEEN) {
        word = look(id);
        wordOf[id] = word;
      }
      if (word === SEVERAL) for (const part of severalOf.get(id)!) found.push(part);
      else found.push(word);
      if (word === UNKNOWN) hasUnknown = true;
    }
    // Without spaces a token may be a whole clause, which no vocabulary has; the pairs of characters in it are words all the same.
    return hasUnknown && SPACELESS.test(texts[row]!) ? splitWords(texts[row]!).map(indexOf) : found;
  }
  return { words, wordsOf };
}

function createIndex(): { words: readonly string[]; indexOf: (word: string) => number } {
  const words: string[] = [];
  const indices = new Map<string, number>();
  const indexOf = (word: string): number => {
    let index = indices.get(word);
    if (index === undefined) {
      index = words.push(word) - 1;
      indices.set(word, index);
    }
    return index;
  };
  return { words, indexOf };
}
