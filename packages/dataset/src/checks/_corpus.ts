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
  /** Class indices of each set of classes that a row has: with one class a row, a set a class. */
  readonly sets: readonly (readonly number[])[];
  /** `[n]`, positions among the sets. */
  readonly setOf: Int32Array;
  /** `[C]`, rows of each class. */
  readonly classSizes: Int32Array;
  /** Of rows that have a class; of several, the one that most rows have stands for all. */
  readonly sample: WordSample;
}

/** Rows with a class that is wanted. */
export function rowsOfClasses({ sets, setOf }: Corpus, isWanted: (id: number) => boolean): number[] {
  const isWantedSet = sets.map((ids) => ids.some(isWanted));
  return [...setOf.keys()].filter((row) => isWantedSet[setOf[row]!]);
}

export function prepareCorpus(
  texts: readonly string[],
  labelNames: readonly (string | readonly string[])[],
  source: WordSource,
  seed: number,
): Corpus {
  const keyOf = (label: string | readonly string[]): string =>
    typeof label === "string" ? label : JSON.stringify(label.toSorted());
  const setIds = new Map<string, number>();
  const setNames: (readonly string[])[] = [];
  const setOf = Int32Array.from(labelNames, (label) => {
    const key = keyOf(label);
    if (!setIds.has(key)) setIds.set(key, setNames.push([label].flat()) - 1);
    return setIds.get(key)!;
  });
  const classNames = [...new Set(setNames.flat())].sort();
  const classIds = new Map(classNames.map((name, id) => [name, id]));
  const sets = setNames.map((names) => names.map((name) => classIds.get(name)!));
  const classSizes = new Int32Array(classNames.length);
  for (const set of setOf) for (const id of sets[set]!) classSizes[id]!++;
  const mostFrequent = sets.map((ids) => ids.toSorted((a, b) => classSizes[b]! - classSizes[a]!)[0] ?? -1);
  const classOf = setOf.map((set) => mostFrequent[set]!);
  const labelled = range(texts.length).filter((row) => classOf[row]! >= 0);
  const rows = labelled.length > MAX_SAMPLE ? shuffle(labelled, createRng(seed)).slice(0, MAX_SAMPLE).sort() : labelled;
  return { texts, classNames, sets, setOf, classSizes, sample: sampleWords(source, rows, classOf) };
}
