// What newsclf found in the data, and how good the model is, in words.

import { escapeText, quoteText } from "@newsclf/dataset";
import { type Evaluation, type FitResult, isAboveChance } from "@newsclf/training";
import { count, percent } from "./format.ts";
import type { LoadedData } from "./load-data.ts";
import type { FileSummary } from "./read-examples.ts";
import type { SplitData } from "./read-split-data.ts";
import type { TrainSettings } from "./train-options.ts";

export function describeData(data: LoadedData, { files, labelMap }: SplitData): string {
  const { train, validation, test, classCounts, tokenizer, characters, tokensPerText, numTruncated, unknownRate } =
    data;
  const lines = files.map((file) => `data        ${describeFile(file)}`);
  lines.push(`columns     ${describeColumns(files[0]!)}`);
  const classes = labelMap.names.map((name, c) => `${escapeText(name, 40)} ${count(classCounts[c]!)}`);
  lines.push(
    `classes     ${classes.slice(0, 20).join(", ")}${classes.length > 20 ? `, and ${classes.length - 20} more` : ""}`,
    `splits      train ${count(train.texts.length)}, validation ${count(validation.texts.length)}, test ${count(test.texts.length)}`,
    `lengths     ${count(characters.shortest)} to ${count(characters.longest)} characters, mean ${characters.mean.toFixed(1)}; ${count(tokensPerText.shortest)} to ${count(tokensPerText.longest)} tokens, mean ${tokensPerText.mean.toFixed(1)} (training texts${numTruncated > 0 ? `; ${count(numTruncated)} cut` : ""})`,
    `vocabulary  ${count(tokenizer.vocabSize)} ids; ${percent(unknownRate)} of the test tokens are unknown`,
  );
  return lines.join("\n");
}

/** Which columns were read, chosen or guessed. */
export function describeColumns({ columns: { text, label, title } }: Pick<FileSummary, "columns">): string {
  const names = [`text ${text.map((name) => quoteText(name)).join(" and ")}`];
  if (label !== undefined) names.push(`label ${quoteText(label)}`);
  if (title !== undefined) names.push(`title ${quoteText(title)}`);
  return names.join(", ");
}

/** By the codes of the readers' errors. */
const DROPPED: Readonly<Record<string, string>> = {
  ROW_EMPTY_TEXT: "without text",
  ROW_EMPTY_LABEL: "without label",
  CSV_COLUMNS: "with the wrong number of columns",
};

/** How many rows a file has, and how many were dropped and why. */
export function describeFile({ name, numRows, numKept, dropped }: FileSummary): string {
  const reasons = Object.entries(dropped).map(([code, n]) => `${count(n)} ${DROPPED[code] ?? `with ${code}`}`);
  const kept = numKept === numRows ? "" : `; ${count(numRows - numKept)} dropped: ${reasons.join(", ")}`;
  return `${escapeText(name)}: ${count(numRows)} rows${kept}`;
}

/** The honest summary: the score beside what needs no LSTM, and whether it is more than chance. */
export function describeResult(
  evaluation: Evaluation,
  baseline: Evaluation,
  result: FitResult,
  settings: Pick<TrainSettings, "restoreBestWeights">,
): string[] {
  const { examples, accuracy, accuracyInterval, macroF1, loss, majorityRate, aboveChance, chancePValue } = evaluation;
  const lines = [
    `Test accuracy ${percent(accuracy)} on ${count(examples)} texts (95 % interval ${percent(accuracyInterval[0])} to ${percent(accuracyInterval[1])}), macro F1 ${macroF1.toFixed(3)}, loss ${loss.toFixed(4)}.`,
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
  if (result.stoppedBy === "signal") {
    lines.push(`Training was stopped before its end; these are ${describeWeights(result, settings)}.`);
  }
  return lines;
}

/** Which weights a stopped run has. */
export function describeWeights(
  { bestEpoch, history }: Pick<FitResult, "bestEpoch" | "history">,
  { restoreBestWeights }: Pick<TrainSettings, "restoreBestWeights">,
): string {
  if (history.length === 0) return "the weights of an unfinished first epoch";
  return restoreBestWeights ? `the best weights so far, those of epoch ${bestEpoch}` : "the last weights";
}
