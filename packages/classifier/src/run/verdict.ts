// The result in words: the score beside what needs less, which part earns its keep, and whether it is more than chance.

import { type Evaluation, isAboveChance, type PairedTest, pairedTest } from "@newsclf/evaluation";
import type { Settings } from "../settings/settings.ts";
import type { HeldOut, RunTraining } from "./parts/fit-parts.ts";
import type { TestResult } from "./test-result.ts";
import { count, describeDifference, percent } from "./words.ts";

/** What the words are about. */
export interface Result {
  /** `[m]`, the labels of the test texts. */
  readonly gold: Int32Array;
  readonly test: TestResult;
  /** The same model without its LSTM, where there is more. */
  readonly withoutLstm: TestResult | undefined;
  readonly baseline: Evaluation;
  readonly baselineName: string;
  readonly outOfFold: HeldOut | undefined;
  readonly training: RunTraining;
  /** Of the model. */
  readonly parts: Settings["parts"];
  /** Parts that were asked for and are too large for this data. */
  readonly leftOut: Settings["parts"];
}

/** A paragraph each. */
export function verdictOf(result: Result): string[] {
  const { test, gold, baseline, withoutLstm, outOfFold, training, parts, leftOut } = result;
  const { examples, accuracy, macroF1, loss, majorityRate, aboveChance, chancePValue } = test.evaluation;
  const lines = [
    `Test accuracy ${percent(accuracy)} on ${count(examples)} texts (95 % interval ${interval(test.evaluation)}), macro F1 ${macroF1.toFixed(3)}, loss ${loss.toFixed(4)}.`,
    `${withoutLstm ? `${describeWithout(test, withoutLstm, gold)} ` : ""}Linear baseline (${result.baselineName}): ${percent(baseline.accuracy)} (${interval(baseline)}). Always answering the most frequent class: ${percent(majorityRate)}.`,
  ];
  if (leftOut.length > 0) {
    lines.push("The n-grams were left out: with so many texts and classes their linear model would take too long.");
  }
  if (outOfFold) lines.push(...describeOutOfFold(outOfFold));
  if (!aboveChance) {
    // Would an answer without errors have been told from chance?
    const conclusion = isAboveChance(1, examples, majorityRate)
      ? "Nothing shows that the model has learned what holds for new texts."
      : "So few test texts cannot show more.";
    lines.push(
      `This score cannot be told from chance (exact binomial test against ${percent(majorityRate)}: p = ${chancePValue.toPrecision(2)}). ${conclusion}`,
    );
  }
  if (baseline.aboveChance && accuracy < baseline.accuracy && !parts.includes("ngrams")) {
    const advice = leftOut.length === 0 ? "add the n-grams to the LSTM, or take them alone" : "train longer";
    lines.push(`The linear baseline is better on this data: ${advice}.`);
  }
  if (training.stoppedBy === "signal") lines.push(describeStop(training));
  return lines;
}

function describeWithout(test: TestResult, { prediction, evaluation }: TestResult, gold: Int32Array): string {
  const { accuracy, macroF1 } = evaluation;
  const gain = describeGain(pairedTest(test.prediction, prediction, gold));
  return `Without the LSTM: ${percent(accuracy)} (${interval(evaluation)}), macro F1 ${macroF1.toFixed(3)}; with it ${gain}.`;
}

/** What the folds say, which are more texts than the test split, and whether the LSTM is worth its training. */
function describeOutOfFold({ labels, prediction, evaluation, withoutLstm }: HeldOut): string[] {
  const estimate = `Out of fold, on ${count(evaluation.examples)} training texts: ${percent(evaluation.accuracy)} (${interval(evaluation)}), macro F1 ${evaluation.macroF1.toFixed(3)}`;
  if (!withoutLstm) return [`${estimate}.`];
  const test = pairedTest(prediction, withoutLstm.prediction, labels);
  return [`${estimate}; without the LSTM ${percent(withoutLstm.evaluation.accuracy)}.`, describeLstm(test)];
}

function describeGain({ difference, interval, pValue }: PairedTest): string {
  return describeDifference(difference, interval, `paired test: p = ${pValue.toPrecision(2)}`);
}

function describeLstm(test: PairedTest): string {
  const { difference, pValue } = test;
  const found = `out of fold ${describeGain(test)}`;
  if (pValue < 0.05 && difference > 0) return `The LSTM earns its keep on this data: ${found}.`;
  if (pValue < 0.05)
    return `The LSTM does harm on this data: ${found}. The n-grams alone are better, and cost a fraction.`;
  return `The LSTM adds nothing that can be told from chance on this data: ${found}. The n-grams alone do as well, for a fraction of the time.`;
}

function describeStop(training: RunTraining): string {
  const stopped = "Training was stopped before its end";
  if (training.missing.includes("refit")) return `${stopped}: this model was not trained on the validation rows.`;
  if (training.missing.includes("lstm")) return `${stopped}: the LSTM is missing, and this model is the n-grams alone.`;
  return `${stopped}; these are ${describeWeights(training)}.`;
}

/** Which weights a stopped run has. */
export function describeWeights({ bestEpoch, isBest, missing }: RunTraining): string {
  if (missing.includes("lstm")) return "the n-grams alone";
  if (missing.includes("refit")) return "the weights of the training without the validation rows";
  if (isBest) return `the best weights so far, those of epoch ${bestEpoch}`;
  return bestEpoch > 0 ? "the last weights" : "the weights of an unfinished first epoch";
}

function interval({ accuracyInterval }: Evaluation): string {
  return accuracyInterval.map(percent).join(" to ");
}
