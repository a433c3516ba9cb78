// One split with its predictions, row by row: what tables and the report show.

import type { Prediction } from "../prediction.ts";

/** Begins the names of columns that hold the probability of a class: `probability:sport`. */
export const PROBABILITY_PREFIX = "probability:";

/** One split with its predictions. n = examples. */
export interface PredictionTable {
  /** Header of the first column, such as `"title"` or `"text"`. */
  readonly textColumn: string;
  /** `[n]`. */
  readonly texts: readonly string[];
  /** `[C]`. */
  readonly classNames: readonly string[];
  /** `[n]`, class indices; -1 for an unlabelled example, whose gold cell is then empty. */
  readonly gold: Int32Array;
  readonly prediction: Prediction;
}

/** Enough to read; errors.csv has all. */
const MAX_ERRORS = 50;

export interface PredictionRow {
  readonly text: string;
  readonly gold: string;
  readonly predicted: string;
  /** Of the predicted label, in `[0, 1]`. */
  readonly probability: number;
}

export function rowOf(
  { texts, classNames, gold, prediction: { labels, probs } }: PredictionTable,
  i: number,
): PredictionRow {
  const predicted = labels[i]!;
  return {
    text: texts[i]!,
    gold: classNames[gold[i]!] ?? "",
    predicted: classNames[predicted]!,
    probability: probs[i * classNames.length + predicted]!,
  };
}

/** Every example as a row, in the order of the split. */
export function predictionRows(table: PredictionTable): PredictionRow[] {
  return table.texts.map((_, i) => rowOf(table, i));
}

/** The labelled examples that were predicted wrongly, ascending. */
export function wrongExamples({ gold, prediction: { labels } }: PredictionTable): number[] {
  return [...labels.keys()].filter((i) => gold[i]! >= 0 && gold[i] !== labels[i]);
}

/** Those of them that a report shows: the most confident, from the most confident on. */
export function confidentErrors(table: PredictionTable): number[] {
  const { labels, probs } = table.prediction;
  const confidence = (i: number): number => probs[i * table.classNames.length + labels[i]!]!;
  return wrongExamples(table)
    .sort((a, b) => confidence(b) - confidence(a))
    .slice(0, MAX_ERRORS);
}
