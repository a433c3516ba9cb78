// A comparison in words: which run is better, by how much, and whether that is more than chance.

import { count, describeDifference, percent } from "../../run/words.ts";
import type { FinishedRun } from "../run-folder/read-run.ts";
import type { ComparedRun, RunPair } from "./run-comparison.ts";

/** Accepted chance of a false "better", over all pairs. */
const ALPHA = 0.05;

/** A paragraph each. */
export function describeComparison(
  compared: readonly ComparedRun[],
  pairs: readonly RunPair[],
  runs: readonly FinishedRun[],
): string[] {
  // With many runs one of them looks better by chance: Bonferroni.
  const alpha = ALPHA / pairs.length;
  const lines = pairs.map((pair, i) => describePair(pair, alpha, runs[0]!, runs[i + 1]!));
  if (pairs.length > 1) {
    lines.push(
      `With ${pairs.length} comparisons a difference is told from chance where p is below ${alpha.toPrecision(2)}.`,
    );
  }
  const stopped = compared.filter(({ isStopped }) => isStopped).map(({ folder }) => folder);
  return [...lines, ...stopped.map((folder) => `${folder} was stopped before its end.`)];
}

function describePair(pair: RunPair, alpha: number, ofReference: FinishedRun, ofRun: FinishedRun): string {
  const { run, reference, accuracy, macroF1 } = pair;
  if (accuracy === undefined || macroF1 === undefined) {
    const [other, own] = [ofReference.predictions.column, ofRun.predictions.column];
    const why = other === own ? "" : ` (${reference} lists them by ${other}, ${run} by ${own})`;
    return `${run} and ${reference} have no test text in common${why}: they cannot be compared text by text, and their scores are those of different tests.`;
  }
  const where = `on ${textsOf(pair, ofReference, ofRun)}`;
  const { difference, pValue, onlyFirst, onlySecond } = accuracy;
  if (onlyFirst + onlySecond === 0 && macroF1.difference === 0) {
    return `${run} and ${reference} have the same texts right ${where}: accuracy ${percent(accuracy.ofRun)}, macro F1 ${macroF1.ofRun.toFixed(3)}.`;
  }
  const isTold = pValue < alpha && difference !== 0;
  const better = `${run} is ${difference > 0 ? "better" : "worse"} than ${reference} ${where}`;
  const conclusion = isTold ? better : `Which of ${run} and ${reference} is better cannot be told from chance ${where}`;
  const test = `McNemar's test: p = ${pValue.toPrecision(2)}; ${count(onlyFirst)} texts only ${run} has right, ${count(onlySecond)} only ${reference}`;
  const ofAccuracy = `accuracy ${percent(accuracy.ofRun)} against ${percent(accuracy.ofReference)}, ${describeDifference(difference, accuracy.interval, test)}`;
  const ofF1 = `macro F1 ${macroF1.ofRun.toFixed(3)} against ${macroF1.ofReference.toFixed(3)}, ${describeDifference(macroF1.difference, macroF1.interval, "paired bootstrap")}`;
  return `${conclusion}: ${ofAccuracy}; ${ofF1}.`;
}

function textsOf({ examples, isSame }: RunPair, ofReference: FinishedRun, ofRun: FinishedRun): string {
  if (isSame) return `the same ${count(examples)} test texts`;
  const [own, other] = [ofRun, ofReference].map(({ predictions }) => count(predictions.texts.length));
  return `the ${count(examples)} test texts that both have (of ${own} and ${other})`;
}
