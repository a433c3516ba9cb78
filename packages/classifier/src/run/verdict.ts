// The result in words: the score beside what needs no LSTM, and whether it is more than chance.

import { type Evaluation, isAboveChance } from "@newsclf/evaluation";
import type { FitResult } from "@newsclf/training";
import type { Settings } from "../settings/settings.ts";

/** A paragraph each. */
export function verdictOf(
  evaluation: Evaluation,
  baseline: Evaluation,
  training: FitResult,
  settings: Pick<Settings, "restoreBestWeights">,
): string[] {
  const { examples, accuracy, accuracyInterval, macroF1, loss, majorityRate, aboveChance, chancePValue } = evaluation;
  const [low, high] = accuracyInterval.map(percent);
  const lines = [
    `Test accuracy ${percent(accuracy)} on ${count(examples)} texts (95 % interval ${low} to ${high}), macro F1 ${macroF1.toFixed(3)}, loss ${loss.toFixed(4)}.`,
    `Always answering the most frequent class: ${percent(majorityRate)}. Linear baseline (TF-IDF and logistic regression): ${percent(baseline.accuracy)}.`,
  ];
  if (!aboveChance) {
    // Would an answer without errors have been told from chance?
    const conclusion = isAboveChance(1, examples, majorityRate)
      ? "Nothing shows that the model has learned what holds for new texts."
      : "So few test texts cannot show more.";
    lines.push(
      `This score cannot be told from chance (exact binomial test against ${percent(majorityRate)}: p = ${chancePValue.toPrecision(2)}). ${conclusion}`,
    );
  }
  if (baseline.aboveChance && accuracy < baseline.accuracy) {
    lines.push(
      "The linear baseline is better on this data: more text, more epochs or other settings are needed before the LSTM pays.",
    );
  }
  if (training.stoppedBy === "signal") {
    lines.push(`Training was stopped before its end; these are ${describeWeights(training, settings)}.`);
  }
  return lines;
}

/** Which weights a stopped run has. */
export function describeWeights(
  { bestEpoch, history }: Pick<FitResult, "bestEpoch" | "history">,
  { restoreBestWeights }: Pick<Settings, "restoreBestWeights">,
): string {
  if (history.length === 0) return "the weights of an unfinished first epoch";
  return restoreBestWeights ? `the best weights so far, those of epoch ${bestEpoch}` : "the last weights";
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}
