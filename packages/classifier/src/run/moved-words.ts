// Which words of a text moved the model's answer: each is left out once, and the answer asked for again. C = classes.

import { confidentErrors, type MovedWord, type Prediction, type PredictionTable } from "@newsclf/evaluation";
import { encodeTexts } from "../predict/encode-texts.ts";
import { predictTexts } from "../predict/predict-texts.ts";
import type { TrainedRun } from "./train.ts";

/** Of a long text the first words are left out, one by one; the rest is always there. */
const MAX_WORDS = 60;
/** That the model reads for it, over all texts: seconds, where training takes minutes. */
const MAX_CHARACTERS = 4_000_000;
/** Probabilities at once: 64 MB. */
const MAX_PROBS = 2 ** 24;
/** The least probability above 0 that a Float32Array holds. */
const MIN_PROBABILITY = 2 ** -149;

const SPACELESS =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
/** With the white space after it. Of scripts that put no blanks between words, a character. */
const WORD = new RegExp(`(?:[${SPACELESS}]\\p{M}*|[^\\s${SPACELESS}]+)\\s*`, "gu");

/** A text whose words are left out in turn. */
interface Subject {
  /** Among the predictions. */
  readonly row: number;
  readonly words: readonly string[];
  /** The text, then the text without each of the words. */
  readonly variants: readonly string[];
}

/**
 * Of the errors that a report shows, the most confident first, as many as take little time and memory.
 *
 * @returns By row of the predictions: the first words of its text.
 */
export async function moveByWords({
  classifier: { model, tokenizer },
  data: { rows },
  predictions,
}: Pick<TrainedRun, "classifier" | "data" | "predictions">): Promise<Map<number, readonly MovedWord[]>> {
  const numClasses = model.classNames.length;
  const texts = confidentErrors(predictions).map((row) => [row, rows.texts[rows.splits.test[row]!]!] as const);
  const subjects = affordable(texts, Math.floor(MAX_PROBS / numClasses));
  const variants = subjects.flatMap((subject) => subject.variants);
  const answers = await predictTexts(model, variants, encodeTexts(model, tokenizer, variants));
  let start = 0;
  return new Map(
    subjects.map(({ row, words, variants }) => {
      const odds = variants.map((_, k) => logOdds(answers, start + k, predictions.prediction.labels[row]!, numClasses));
      start += variants.length;
      return [row, words.map((word, k) => ({ word, effect: odds[0]! - odds[k + 1]! }))];
    }),
  );
}

function affordable(texts: readonly (readonly [row: number, text: string])[], maxVariants: number): Subject[] {
  const subjects: Subject[] = [];
  let [numCharacters, numVariants] = [0, 0];
  for (const [row, text] of texts) {
    const found = [...text.matchAll(WORD)].slice(0, MAX_WORDS);
    numCharacters += text.length * (found.length + 1);
    numVariants += found.length + 1;
    if (numCharacters > MAX_CHARACTERS || numVariants > maxVariants) break;
    const without = found.map(({ index, 0: word }) => text.slice(0, index) + text.slice(index + word.length));
    subjects.push({ row, words: found.map(([word]) => word), variants: [text, ...without] });
  }
  return subjects;
}

/** Of a class against all others, in nats. */
function logOdds({ probs }: Prediction, row: number, label: number, numClasses: number): number {
  const ofRow = probs.subarray(row * numClasses, (row + 1) * numClasses);
  // Not 1 minus the probability: it may be rounded to 1 while the others are known.
  const others = ofRow.reduce((sum, prob, c) => (c === label ? sum : sum + prob), 0);
  return Math.log(Math.max(MIN_PROBABILITY, ofRow[label]!)) - Math.log(Math.max(MIN_PROBABILITY, others));
}

/** Tokens of the texts that are explained, over all of them: seconds. */
const MAX_TOKENS = 4000;

/** Words that moved the most wrong of the classes of a text, where it may have several. */
export interface MovedSets {
  readonly movedBy: ReadonlyMap<number, readonly MovedWord[]>;
  /** By row: the name of that class. */
  readonly movedTo: ReadonlyMap<number, string>;
}

/** The same where texts may have several classes. */
export async function moveSetsByWords({
  classifier,
  data: { rows, tokens },
  predictions,
}: Pick<TrainedRun, "classifier" | "data" | "predictions">): Promise<MovedSets> {
  const movedBy = new Map<number, readonly MovedWord[]>();
  const movedTo = new Map<number, string>();
  const { offsets } = tokens.test;
  let numTokens = 0;
  for (const row of confidentErrors(predictions)) {
    numTokens += offsets[row + 1]! - offsets[row]!;
    if (numTokens > MAX_TOKENS) break;
    const label = mostWrongClass(predictions, row);
    const { words } = await classifier.explain(rows.texts[rows.splits.test[row]!]!, { label });
    movedTo.set(row, label);
    movedBy.set(
      row,
      words.map(({ word, space, effect }) => ({ word: word + space, effect })),
    );
  }
  return { movedBy, movedTo };
}

/** Given and not gold, or gold and not given, with the most confidence. */
function mostWrongClass({ classNames, gold, sets, prediction }: PredictionTable, row: number): string {
  const [own, given] = [gold[row]!, prediction.labels[row]!].map((label) => sets!.classesOf(label));
  const probs = prediction.probs.subarray(row * classNames.length, (row + 1) * classNames.length);
  const wrong = [...classNames.keys()].filter((c) => own!.includes(c) !== given!.includes(c));
  const confidence = (c: number): number => (given!.includes(c) ? probs[c]! : 1 - probs[c]!);
  return classNames[wrong.reduce((most, c) => (confidence(c) > confidence(most) ? c : most))]!;
}
