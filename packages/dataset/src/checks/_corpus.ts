// A data set prepared once for all checks: class indices, and the distinct words of its texts as integers.

import { createRng, range, shuffle } from "../rng.ts";
import { sampleWords, type WordSample } from "./words/word-sample.ts";
import type { WordSource } from "./words/word-source.ts";

/** Shares of so many rows are known to a third of a point (95 %); the words of more would cost time and memory. */
const MAX_SAMPLE = 100_000;

/** n texts, C classes. */
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

export function prepareCorpus(
  texts: readonly string[],
  labelNames: readonly string[],
  source: WordSource,
  seed: number,
): Corpus {
  const classNames = [...new Set(labelNames)].sort();
  const classIds = new Map(classNames.map((name, id) => [name, id]));
  const classOf = Int32Array.from(labelNames, (name) => classIds.get(name)!);
  const classSizes = new Int32Array(classNames.length);
  for (const label of classOf) classSizes[label]!++;
  const all = range(texts.length);
  const rows = texts.length > MAX_SAMPLE ? shuffle(all, createRng(seed)).slice(0, MAX_SAMPLE).sort() : all;
  return { texts, classNames, classOf, classSizes, sample: sampleWords(source, rows, classOf) };
}
