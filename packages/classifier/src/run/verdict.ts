// The result in words: the score beside what needs less, which part earns its keep, and whether it is more than chance.

import {
  calibrationError,
  type Evaluation,
  isAboveChance,
  type LabelSets,
  measure,
  type PairedTest,
  pairedTest,
} from "@newsclf/evaluation";
import type { LearningRateSearch } from "@newsclf/training";
import type { Settings } from "../settings/settings.ts";
import type { Abstention, Answered } from "./held-out/abstention.ts";
import { type HeldOut, isInterrupted, type RunTraining } from "./parts/fitted-parts.ts";
import type { TestResult } from "./test-result.ts";
import { count, describeDifference, percent } from "./words.ts";

/** What the words are about. */
export interface Result {
  /** `[m]`, the labels of the test texts. */
  readonly gold: Int32Array;
  /** Where a text may have several classes: labels are then numbers of sets. */
  readonly sets: LabelSets | undefined;
  readonly test: TestResult;
  /** The same model without its LSTM, where there is more. */
  readonly withoutLstm: TestResult | undefined;
  readonly baseline: Evaluation;
  readonly baselineName: string;
  readonly outOfFold: HeldOut | undefined;
  /** The test result before the model was calibrated, where it was. */
  readonly uncalibrated: TestResult | undefined;
  readonly abstention: (Abstention & { readonly test: Answered }) | undefined;
  readonly training: RunTraining;
  readonly learningRateSearch: LearningRateSearch | undefined;
  /** Of the model. */
  readonly parts: Settings["parts"];
  /** Whether the LSTM began with that of another model. */
  readonly isWarm: boolean;
  /** Parts that were asked for and are too large for this data. */
  readonly leftOut: Settings["parts"];
}

/** A paragraph each. */
export function verdictOf(result: Result): string[] {
  const { test, gold, sets, baseline, withoutLstm, outOfFold, uncalibrated, abstention, training } = result;
  const { learningRateSearch, parts, leftOut } = result;
  const { examples, accuracy, loss, majorityRate, aboveChance, chancePValue } = test.evaluation;
  const what = sets ? "most frequent labels" : "most frequent class";
  const lines = [
    `Test ${sets ? "subset " : ""}accuracy ${percent(accuracy)} on ${count(examples)} texts (95 % interval ${interval(test.evaluation)}), ${otherScores(test.evaluation)}, loss ${loss.toFixed(4)}.`,
    `${withoutLstm ? `${describeWithout(test, withoutLstm, gold)} ` : ""}Linear baseline (${result.baselineName}${sets ? ", each class from a probability of one half" : ""}): ${percent(baseline.accuracy)} (${interval(baseline)})${sets ? `, ${otherScores(baseline)}` : ""}. Always answering the ${what}: ${percent(majorityRate)}.`,
  ];
  if (sets) {
    lines.push(
      `A text may have several of the ${count(sets.numClasses)} classes, or none: it is right where all of them are (subset accuracy). From which probability each is given was chosen on held-out rows, for the highest F1.`,
    );
  }
  if (leftOut.length > 0) {
    lines.push("The n-grams were left out: with so many texts and classes their linear model would take too long.");
  }
  if (outOfFold) lines.push(...describeOutOfFold(outOfFold));
  lines.push(describeCalibration(test, uncalibrated, gold, sets));
  if (abstention) lines.push(describeAbstention(abstention));
  if (result.isWarm) {
    lines.push(
      "The LSTM began with that of another model: if that was trained on texts of this data, these scores flatter it.",
    );
  }
  if (!aboveChance && sets) {
    lines.push(
      `The classes given cannot be told from those given to texts at random (permutation test: p = ${chancePValue.toPrecision(2)}). Nothing shows that the model has learned what holds for new texts.`,
    );
  } else if (!aboveChance) {
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
  if (learningRateSearch) lines.push(describeSearch(learningRateSearch));
  if (isInterrupted(training)) lines.push(describeStop(training));
  return lines;
}

function describeWithout(test: TestResult, { prediction, evaluation }: TestResult, gold: Int32Array): string {
  const gain = describeGain(pairedTest(test.prediction, prediction, gold));
  return `Without the LSTM: ${percent(evaluation.accuracy)} (${interval(evaluation)}), ${otherScores(evaluation)}; with it ${gain}.`;
}

/** What the folds say, which are more texts than the test split, and whether the LSTM is worth its training. */
function describeOutOfFold({ labels, prediction, evaluation, scores, withoutLstm }: HeldOut): string[] {
  const { accuracy, macroF1 } = scores;
  const mean =
    accuracy && macroF1
      ? ` Mean of the folds: accuracy ${percent(accuracy.mean)} (${accuracy.interval.map(percent).join(" to ")}), macro F1 ${macroF1.mean.toFixed(3)} (${macroF1.interval.map((bound) => bound.toFixed(3)).join(" to ")}).`
      : "";
  const estimate = `Out of fold, on ${count(evaluation.examples)} training texts: ${percent(evaluation.accuracy)} (${interval(evaluation)}), ${otherScores(evaluation)}`;
  if (!withoutLstm) return [`${estimate}.${mean}`];
  const test = pairedTest(prediction, withoutLstm.prediction, labels);
  const without = percent(withoutLstm.evaluation.accuracy);
  return [`${estimate}; without the LSTM ${without}.${mean}`, describeLstm(test)];
}

function describeCalibration(
  test: TestResult,
  before: TestResult | undefined,
  gold: Int32Array,
  sets: LabelSets | undefined,
): string {
  const error = ({ prediction, evaluation }: TestResult): string =>
    percent(measure(calibrationError, prediction, gold, evaluation.perClass.length, sets));
  const found = `Expected calibration error ${error(test)} on the test texts`;
  if (!before) return `${found}.`;
  return `${found}, ${error(before)} before the model was calibrated (loss ${before.evaluation.loss.toFixed(4)}).`;
}

function describeAbstention({ threshold, wanted, heldOut, test }: NonNullable<Result["abstention"]>): string {
  const { accuracy, accuracyInterval: bounds, coverage } = test;
  const found =
    accuracy === undefined
      ? "none of the test texts is answered"
      : `${percent(coverage)} of the test texts are answered, ${percent(accuracy)} of them rightly (95 % interval ${bounds!.map(percent).join(" to ")})`;
  const best = heldOut?.accuracy ?? 0;
  const missed =
    wanted !== undefined && best < wanted
      ? ` On held-out rows no threshold has ${percent(wanted)} of the answers right; this one comes nearest, with ${percent(best)}.`
      : "";
  return `Below a probability of ${threshold.toFixed(4)} the model gives no answer: ${found}.${missed}`;
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

function describeSearch({ rates, suggestion }: LearningRateSearch): string {
  const sweep = `a sweep of ${rates.length} steps`;
  if (suggestion === null) return `No learning rate was found in ${sweep}: that of the settings was used.`;
  return `The learning rate ${suggestion.toPrecision(2)} was found in ${sweep}.`;
}

function describeStop(training: RunTraining): string {
  const isTimeUp = training.stoppedBy === "maxMinutes";
  const stopped = isTimeUp ? "The time was up before the end of training" : "Training was stopped before its end";
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

/** Beside the accuracy. */
function otherScores({ macroF1, microF1, hammingLoss }: Evaluation): string {
  const ofClasses = `macro F1 ${macroF1.toFixed(3)}`;
  if (microF1 === undefined || hammingLoss === undefined) return ofClasses;
  return `micro F1 ${microF1.toFixed(3)}, ${ofClasses}, Hamming loss ${hammingLoss.toFixed(4)}`;
}

function interval({ accuracyInterval }: Evaluation): string {
  return accuracyInterval.map(percent).join(" to ");
}
