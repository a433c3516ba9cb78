// The words of all texts, or of a random part of very many.

import { UNKNOWN, type WordSource } from "./word-source.ts";

/** m texts, V words. */
export interface WordSample {
  /** `[m]`, ascending. */
  readonly rows: Int32Array;
  /** `[m]`, class indices. */
  readonly classOf: Int32Array;
  /** `[V]`, in the order of their first occurrence. */
  readonly words: readonly string[];
  /** Word indices, each once a text; `rows[i]` has those from `wordOffsets[i]` to `wordOffsets[i + 1]`. */
  readonly wordIds: Int32Array;
  /** `[m + 1]`. */
  readonly wordOffsets: Int32Array;
  /** `[m]`, words of each text, repeated ones counted each time, and those that have no index. */
  readonly numWords: Int32Array;
}

/** @param classOf - `[n]`, class indices of all rows. */
export function sampleWords(source: WordSource, rows: Int32Array, classOf: Int32Array): WordSample {
  const { words } = source;
  const lastRow: number[] = [];
  const wordOffsets = new Int32Array(rows.length + 1);
  const numWords = new Int32Array(rows.length);
  let wordIds = new Int32Array(1024);
  let end = 0;
  rows.forEach((row, i) => {
    const found = source.wordsOf(row);
    numWords[i] = found.length;
    while (lastRow.length < words.length) lastRow.push(-1);
    for (const word of found) {
      if (word === UNKNOWN || lastRow[word] === row) continue;
      lastRow[word] = row;
      if (end === wordIds.length) {
        const grown = new Int32Array(end * 2);
        grown.set(wordIds);
        wordIds = grown;
      }
      wordIds[end++] = word;
    }
    wordOffsets[i + 1] = end;
  });
  return {
    rows,
    classOf: rows.map((row) => classOf[row]!),
    words,
    wordIds: wordIds.subarray(0, end),
    wordOffsets,
    numWords,
  };
}
