// Which words of a text moved the model's answer, and how far. C = classes.

import type { TrainedModel } from "@newsclf/model";
import type { Tokenizer } from "@newsclf/tokenizer";
import { encodeTexts } from "../predict/encode-texts.ts";
import { modelLogits } from "../predict/predict-texts.ts";
import { predictionOf } from "../predict/predict-views.ts";
import { integratedGradients } from "./integrated-gradients.ts";
import { type Piece, splitPieces } from "./pieces.ts";

/** Texts at once of those that lack a word. */
const MAX_VARIANTS = 512;

export interface ExplainOptions {
  /** The class to explain. Default: the most probable one. */
  readonly label?: string | undefined;
  /**
   * `gradients`: what each word adds, exactly in the linear part and by integrated gradients in the LSTM; together they are the whole
   * score. `occlusion`: how far the score falls when the word is left out, which no other word makes up for. Default `gradients`.
   */
  readonly method?: "gradients" | "occlusion" | undefined;
}

/** A word, as it is in the text between white space. */
export interface ExplainedWord {
  readonly word: string;
  /** White space after it. */
  readonly space: string;
  /** Logits. Positive: towards the class. */
  readonly effect: number;
  /** The LSTM's share of it, with `gradients`; absent without one. */
  readonly lstm?: number;
  /** The n-grams' share of it, with `gradients`; absent without them. */
  readonly ngrams?: number;
}

/** Why a text has this score. */
export interface Explanation {
  /** The class that is explained. */
  readonly label: string;
  /** Of it, in `[0, 1]`. */
  readonly probability: number;
  /**
   * Logit of the class minus the mean of the others; where a text may have several classes, its logit.
   */
  readonly score: number;
  /** The score without any word, with `gradients`: with the effects it is the score, within 1 % of what the LSTM adds. */
  readonly base?: number;
  readonly words: readonly ExplainedWord[];
}

/** @param label - Class index; default: the most probable one. */
export async function explainText(
  model: TrainedModel,
  tokenizer: Tokenizer | undefined,
  text: string,
  label: number | undefined,
  method: NonNullable<ExplainOptions["method"]>,
): Promise<Explanation> {
  const { classNames, thresholds } = model;
  const numClasses = classNames.length;
  const logits = await modelLogits(model)([text], encodeTexts(model, tokenizer, [text]));
  const { probs } = predictionOf(model)(logits);
  const explained = label ?? probs.indexOf(probs.reduce((most, prob) => Math.max(most, prob)));
  const direction = new Float32Array(numClasses).fill(thresholds ? 0 : -1 / (numClasses - 1));
  direction[explained] = 1;
  const subject: Subject = {
    ...{ model, tokenizer, text, direction, score: scoreAt(logits, 0, direction) },
    pieces: splitPieces(text, tokenizer, model.lstm?.maxLength ?? 0),
  };
  const found = method === "gradients" ? await byGradients(subject) : { words: await byOcclusion(subject) };
  return { label: classNames[explained]!, probability: probs[explained]!, score: subject.score, ...found };
}

/** What is explained. */
interface Subject {
  readonly model: TrainedModel;
  readonly tokenizer: Tokenizer | undefined;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** `[C]`: the score is this times the logits. */
  readonly direction: Float32Array;
  readonly score: number;
}

async function byGradients({
  model: { lstm, ngrams },
  tokenizer,
  text,
  pieces,
  direction,
  score,
}: Subject): Promise<Pick<Explanation, "base" | "words">> {
  const padding = lstm?.readPadding ? { padTo: lstm.maxLength } : {};
  const tokenIds = Int32Array.from(tokenizer?.encode(text, { maxLength: lstm!.maxLength, ...padding }) ?? []);
  const ofLstm =
    lstm && tokenIds.length > 0 ? await integratedGradients(lstm.classifier, tokenIds, direction) : undefined;
  const ofNgrams = ngrams?.contributions(pieces.map((piece) => piece.text));
  const words = pieces.map(({ text, space, from, to }, i): ExplainedWord => {
    const shares = {
      ...(lstm && { lstm: sum(ofLstm?.ofTokens.subarray(from, to) ?? []) }),
      ...(ofNgrams && { ngrams: scoreAt(ofNgrams, i, direction) }),
    };
    return { word: text, space, effect: (shares.lstm ?? 0) + (shares.ngrams ?? 0), ...shares };
  });
  const ofWords = sum(words.map(({ ngrams = 0 }) => ngrams));
  // Padding that is read is no word.
  const ofPadding = sum(ofLstm?.ofTokens.subarray(pieces.at(-1)?.to ?? 0) ?? []);
  return { base: score - ofWords - (ofLstm ? ofLstm.score - ofLstm.base : 0) + ofPadding, words };
}

async function byOcclusion({ model, tokenizer, pieces, direction, score }: Subject): Promise<readonly ExplainedWord[]> {
  const words: ExplainedWord[] = [];
  for (let start = 0; start < pieces.length; start += MAX_VARIANTS) {
    const block = pieces.slice(start, start + MAX_VARIANTS);
    const variants = block.map((_, i) => joined(pieces.toSpliced(start + i, 1)));
    const logits = await modelLogits(model)(variants, encodeTexts(model, tokenizer, variants));
    block.forEach(({ text, space }, i) => {
      words.push({ word: text, space, effect: score - scoreAt(logits, i, direction) });
    });
  }
  return words;
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text, space }) => text + space).join("");
}

/** @param logits - Row-major `[n, C]`. */
function scoreAt(logits: ArrayLike<number>, row: number, direction: Float32Array): number {
  const start = row * direction.length;
  return direction.reduce((sum, weight, c) => sum + weight * logits[start + c]!, 0);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
