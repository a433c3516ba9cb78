// A data set prepared once for all checks: class indices, and the distinct words of each text as integers.

import { canonicalText } from "../_text-hash.ts";

/** n texts, V words, C classes. */
export interface Corpus {
  readonly texts: readonly string[];
  /** `[C]`, sorted. */
  readonly classNames: readonly string[];
  /** `[n]`, class indices. */
  readonly classOf: Int32Array;
  /** `[C]`, rows of each class. */
  readonly classSizes: Int32Array;
  /** `[V]`, in the order of their first occurrence. */
  readonly words: readonly string[];
  /** Word indices, each once a text; text i has those from `wordOffsets[i]` to `wordOffsets[i + 1]`. */
  readonly wordIds: Int32Array;
  /** `[n + 1]`. */
  readonly wordOffsets: Int32Array;
  /** `[n]`, words of each text, repeated ones counted each time. */
  readonly numWords: Int32Array;
}

/** Runs of letters, marks and digits of the canonical text: enough for statistics in scripts that write spaces. */
export function splitWords(text: string): string[] {
  return canonicalText(text).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

export function prepareCorpus(
  texts: readonly string[],
  labels: readonly string[],
  tokenize: (text: string) => readonly string[],
): Corpus {
  const classNames = [...new Set(labels)].sort();
  const classIds = new Map(classNames.map((name, id) => [name, id]));
  const classOf = Int32Array.from(labels, (label) => classIds.get(label)!);
  const classSizes = new Int32Array(classNames.length);
  for (const label of classOf) classSizes[label]!++;
  return { texts, classNames, classOf, classSizes, ...indexWords(texts, tokenize) };
}

function indexWords(
  texts: readonly string[],
  tokenize: (text: string) => readonly string[],
): Pick<Corpus, "words" | "wordIds" | "wordOffsets" | "numWords"> {
  const ids = new Map<string, number>();
  const lastRow: number[] = [];
  const wordOffsets = new Int32Array(texts.length + 1);
  const numWords = new Int32Array(texts.length);
  let wordIds = new Int32Array(1024);
  let end = 0;
  texts.forEach((text, row) => {
    const tokens = tokenize(text);
    numWords[row] = tokens.length;
    for (const token of tokens) {
      let id = ids.get(token);
      if (id === undefined) {
        id = ids.size;
        ids.set(token, id);
        lastRow.push(-1);
      }
      if (lastRow[id] === row) continue;
      lastRow[id] = row;
      if (end === wordIds.length) {
        const grown = new Int32Array(end * 2);
        grown.set(wordIds);
        wordIds = grown;
      }
      wordIds[end++] = id;
    }
    wordOffsets[row + 1] = end;
  });
  return { words: [...ids.keys()], wordIds: wordIds.subarray(0, end), wordOffsets, numWords };
}
