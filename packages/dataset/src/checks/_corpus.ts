// A data set prepared once for all checks: class indices, and the distinct words of its texts as integers.

import { createRng, range, shuffle } from "../rng.ts";
import { canonicalText } from "../text-hash.ts";
import { SPACELESS, splitSpaceless } from "./words/spaceless.ts";

/** Shares of so many rows are known to a third of a point (95 %); the words of more would cost time and memory. */
const MAX_SAMPLE = 100_000;

/** n texts, m of them with their words, V words, C classes. */
export interface Corpus {
  readonly texts: readonly string[];
  /** `[C]`, sorted. */
  readonly classNames: readonly string[];
  /** `[n]`, class indices. */
  readonly classOf: Int32Array;
  /** `[C]`, rows of each class. */
  readonly classSizes: Int32Array;
  readonly sample: WordSample;
}

/** The words of all texts, or of a random part of very many. */
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
  /** `[m]`, words of each text, repeated ones counted each time. */
  readonly numWords: Int32Array;
}

/** Runs of letters, marks and digits of the canonical text; pairs of characters in scripts that write no spaces. */
export function splitWords(text: string): string[] {
  const canonical = canonicalText(text);
  const runs = canonical.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return SPACELESS.test(canonical) ? runs.flatMap(splitSpaceless) : runs;
}

export function prepareCorpus(
  texts: readonly string[],
  labelNames: readonly string[],
  tokenize: (text: string) => readonly string[],
  seed: number,
): Corpus {
  const classNames = [...new Set(labelNames)].sort();
  const classIds = new Map(classNames.map((name, id) => [name, id]));
  const classOf = Int32Array.from(labelNames, (name) => classIds.get(name)!);
  const classSizes = new Int32Array(classNames.length);
  for (const label of classOf) classSizes[label]!++;
  const all = range(texts.length);
  const rows = texts.length > MAX_SAMPLE ? shuffle(all, createRng(seed)).slice(0, MAX_SAMPLE).sort() : all;
  const words = indexWords(texts, rows, tokenize);
  const sample = { rows, classOf: rows.map((row) => classOf[row]!), ...words };
  return { texts, classNames, classOf, classSizes, sample };
}

function indexWords(
  texts: readonly string[],
  rows: Int32Array,
  tokenize: (text: string) => readonly string[],
): Omit<WordSample, "rows" | "classOf"> {
  const ids = new Map<string, number>();
  const lastRow: number[] = [];
  const wordOffsets = new Int32Array(rows.length + 1);
  const numWords = new Int32Array(rows.length);
  let wordIds = new Int32Array(1024);
  let end = 0;
  rows.forEach((row, i) => {
    const tokens = tokenize(texts[row]!);
    numWords[i] = tokens.length;
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
    wordOffsets[i + 1] = end;
  });
  return { words: [...ids.keys()], wordIds: wordIds.subarray(0, end), wordOffsets, numWords };
}
