// Words that give the label away: the name of the class in the text, or any word that alone predicts a class.

import { quoteText } from "../escape-text.ts";
import type { Corpus } from "./_corpus.ts";
import { percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";
import { splitWords } from "./words/split-words.ts";
import type { WordSample } from "./words/word-sample.ts";

/** Of the texts with the word, so many are of its class. */
const MIN_PRECISION = 0.95;

/** So many texts of the class have the word. In honest news no word this precise is in more than 0.17 of them ("columna"). */
const MIN_COVERAGE = 0.2;

/** With ten texts, nine or more of one class would be no rarity. */
const MIN_TEXTS = 20;

/** A word and the class that most of its texts are of. */
interface Clue {
  readonly word: string;
  readonly label: number;
  /** Share of the texts with the word that are of the class. */
  readonly precision: number;
  /** Share of the class's texts that have the word. */
  readonly coverage: number;
}

export function checkLabelLeaks(corpus: Corpus): CheckResult[] {
  const clues = findClues(corpus.sample, corpus.classNames.length);
  const names = corpus.classNames.map((name) => new Set(splitWords(name).map(withoutAccents)));
  const isName = ({ word, label }: Clue): boolean => names[label]!.has(withoutAccents(word));
  return [
    leakResult(
      corpus,
      "DATA_LABEL_IN_TEXT",
      clues.filter(isName),
      "no class is named by its own texts alone",
      "remove the name from the texts: new texts will not carry it",
    ),
    leakResult(
      corpus,
      "DATA_TELLTALE_WORD",
      clues.filter((clue) => !isName(clue)),
      "no single word gives a class away",
      "look whether new texts will have the word, such as a section or a source",
    ),
  ];
}

/** Words with high precision and coverage, best first. Two passes over the texts, whatever the number of classes. */
function findClues({ words, wordIds, wordOffsets, classOf }: WordSample, numClasses: number): Clue[] {
  const classSizes = new Int32Array(numClasses);
  for (const label of classOf) classSizes[label]!++;
  // Boyer and Moore's majority vote: only a class with more than half of a word's texts can pass the threshold.
  const majority = new Int32Array(words.length);
  const votes = new Int32Array(words.length);
  forEachWord(wordIds, wordOffsets, (word, i) => {
    if (votes[word] === 0) majority[word] = classOf[i]!;
    votes[word]! += majority[word] === classOf[i] ? 1 : -1;
  });
  const frequency = new Int32Array(words.length);
  const hits = new Int32Array(words.length);
  forEachWord(wordIds, wordOffsets, (word, i) => {
    frequency[word]!++;
    if (majority[word] === classOf[i]) hits[word]!++;
  });
  const clues: Clue[] = [];
  words.forEach((word, id) => {
    const label = majority[id]!;
    const [precision, coverage] = [hits[id]! / frequency[id]!, hits[id]! / classSizes[label]!];
    if (frequency[id]! < MIN_TEXTS || precision < MIN_PRECISION || coverage < MIN_COVERAGE) return;
    clues.push({ word, label, precision, coverage });
  });
  return clues.sort((a, b) => b.coverage - a.coverage);
}

/** Tokenizers may drop accents, which the name of the class still has. */
function withoutAccents(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}

function leakResult(
  { classNames, sample }: Corpus,
  code: string,
  clues: readonly Clue[],
  none: string,
  fix: string,
): CheckResult {
  const best = clues[0];
  if (best === undefined) return result(code, "pass", none);
  const more = clues.length > 1 ? `; ${clues.length - 1} more such words` : "";
  const message = `${quoteText(best.word)} is in ${percent(best.coverage)} of the texts of ${quoteText(classNames[best.label]!)}, and ${percent(best.precision)} of the texts with it are of that class${more}`;
  const wanted = sample.words.indexOf(best.word);
  const rows: number[] = [];
  forEachWord(sample.wordIds, sample.wordOffsets, (word, i) => {
    if (word === wanted) rows.push(sample.rows[i]!);
  });
  return result(code, "warn", message, rows, fix);
}

function forEachWord(wordIds: Int32Array, wordOffsets: Int32Array, visit: (word: number, text: number) => void): void {
  for (let text = 0; text + 1 < wordOffsets.length; text++) {
    for (let i = wordOffsets[text]!; i < wordOffsets[text + 1]!; i++) visit(wordIds[i]!, text);
  }
}
