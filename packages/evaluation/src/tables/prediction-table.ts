// One split with its predictions, row by row: what tables and the report show.

import type { LabelSets } from "../label-sets.ts";
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
  /** Where a text may have several classes: labels are then numbers of sets. */
  readonly sets?: LabelSets | undefined;
  /** Between the names of a set. Default `|`. */
  readonly labelSeparator?: string | undefined;
}

/** Enough to read; errors.csv has all. */
const MAX_ERRORS = 50;

export interface PredictionRow {
  readonly text: string;
  readonly gold: string;
  readonly predicted: string;
  /** Of the predicted label, in `[0, 1]`; of a set, the product over all classes of the probability that they are in it, or not. */
  readonly probability: number;
}

export function rowOf(table: PredictionTable, i: number): PredictionRow {
  const { texts, gold, prediction } = table;
  return {
    text: texts[i]!,
    gold: nameOf(table, gold[i]!),
    predicted: nameOf(table, prediction.labels[i]!),
    probability: confidenceOf(table, i),
  };
}

function nameOf({ classNames, sets, labelSeparator = "|" }: PredictionTable, label: number): string {
  if (label < 0) return "";
  return sets ? Array.from(sets.classesOf(label), (c) => classNames[c]!).join(labelSeparator) : classNames[label]!;
}

function confidenceOf({ classNames, sets, prediction: { labels, probs } }: PredictionTable, i: number): number {
  const ofRow = probs.subarray(i * classNames.length, (i + 1) * classNames.length);
  if (!sets) return ofRow[labels[i]!]!;
  const given = sets.classesOf(labels[i]!);
  return ofRow.reduce((product, prob, c) => product * (given.includes(c) ? prob : 1 - prob), 1);
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
  const wrong = wrongExamples(table).map((i) => [i, confidenceOf(table, i)] as const);
  return wrong
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_ERRORS)
    .map(([i]) => i);
}
