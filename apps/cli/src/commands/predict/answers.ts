// What a model says of texts, as lines of text and JSON.

import type { Answer, TextClassifier } from "@newsclf/classifier/inference/node";
import { escapeText } from "@newsclf/dataset";

/** What is told of a text. */
export interface AnswerOptions {
  /** Answers, the most probable first. */
  readonly topK?: number | undefined;
  /** Whether the probability of each class is told. */
  readonly probabilities?: boolean | undefined;
  /** Whether it is told how much of the text the model has read. */
  readonly details?: boolean | undefined;
}

/** All of it. */
export interface Said {
  /** As many as were asked for; without a question, those that the model gives. */
  readonly answers: readonly Answer[];
  /** By class, if asked for; empty for a text without a word. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** Share of the tokens that are not in the vocabulary, in `[0, 1]`; null without tokens, or without an LSTM. */
  readonly unknownShare?: number | null;
  /** Whether the LSTM has read the beginning alone. */
  readonly isTruncated?: boolean;
}

export async function ask(
  classifier: TextClassifier,
  texts: readonly string[],
  options: AnswerOptions,
): Promise<Said[]> {
  const { topK, probabilities = false, details = false } = options;
  const { length } = classifier.classNames;
  const found = await classifier.classify(texts, { topK: probabilities ? length : topK });
  return found.map((answers, i) => ({
    answers: probabilities ? given(answers, classifier, topK) : answers,
    ...(probabilities && {
      probabilities: Object.fromEntries(answers.map((answer) => [nameOf(answer), answer.probability])),
    }),
    ...(details && readingOf(classifier, texts[i]!)),
  }));
}

function given(answers: readonly Answer[], { model }: TextClassifier, topK: number | undefined): readonly Answer[] {
  if (topK !== undefined || !model.thresholds) return answers.slice(0, topK ?? 1);
  return answers.filter(({ label }) => label !== null);
}

function nameOf({ label, bestGuess }: Answer): string {
  return label ?? bestGuess!;
}

function readingOf({ tokenizer, model }: TextClassifier, text: string): Pick<Said, "unknownShare" | "isTruncated"> {
  const ids = tokenizer?.encode(text) ?? [];
  const numUnknown = ids.filter((id) => id === tokenizer!.unkId).length;
  return {
    unknownShare: ids.length === 0 ? null : numUnknown / ids.length,
    isTruncated: model.lstm !== undefined && ids.length > model.lstm.maxLength,
  };
}

/**
 * Label and probability, both empty where the text has no word; where the model gives no answer the label is empty, and its best
 * guess stands behind. Of several answers, label and probability of each; of several classes those that are given.
 *
 * @param isTerminal - Whether labels are shown without what a terminal would take for a command.
 */
export function toText({ answers, probabilities, unknownShare, isTruncated }: Said, isTerminal: boolean): string {
  const show = (label: string): string => (isTerminal ? escapeText(label, Number.POSITIVE_INFINITY) : label);
  const ofAnswers = answers.flatMap(({ label, bestGuess, probability }) => [
    show(label ?? ""),
    probability.toFixed(4),
    ...(bestGuess === undefined ? [] : [show(bestGuess)]),
  ]);
  return [
    ...(answers.length === 0 && probabilities === undefined && unknownShare === undefined ? ["", ""] : ofAnswers),
    ...Object.entries(probabilities ?? {}).map(([name, probability]) => `${show(name)}=${probability.toFixed(4)}`),
    ...(unknownShare === undefined ? [] : [`unknown=${unknownShare === null ? "" : unknownShare.toFixed(2)}`]),
    ...(isTruncated === undefined ? [] : [`truncated=${isTruncated ? "yes" : "no"}`]),
  ].join("\t");
}

/**
 * @param labelName - What the label is called.
 * @param isOfSets - Whether a text may have several classes.
 */
export function toJson(
  { answers, ...more }: Said,
  labelName: "label" | "predicted",
  isOfSets: boolean,
  topK: number | undefined,
): object {
  if (isOfSets) return { [labelName === "label" ? "labels" : "predicted"]: answers, ...more };
  const [{ label, ...best } = { label: null, probability: null }] = answers;
  return { [labelName]: label, ...best, ...(topK !== undefined && { answers }), ...more };
}
