// A model as something that labels texts, whatever computes its logits.

import type { TokenDataset } from "@newsclf/dataset";
import type { Prediction } from "@newsclf/evaluation";
import type { ModelOf } from "@newsclf/model/inference";
import type { Tokenizer } from "@newsclf/tokenizer";
import { encodeTexts } from "./encode-texts.ts";
import { type LogitsOf, predictViews } from "./predict-views.ts";

/** What a text needs for the n-grams to say something of it. */
const WORD = /[\p{L}\p{N}]/u;

/** A class that a text may be of. */
export interface Answer {
  /** Null where the model does not give the class: it is less probable than `abstainBelow`, or than its threshold. */
  readonly label: string | null;
  /** The class, where it is no answer. */
  readonly bestGuess?: string;
  /** Of the class, in `[0, 1]`. */
  readonly probability: number;
}

export interface ClassifyOptions {
  /** Answers a text, the most probable first. Default 1; where a text may have several classes, all that the model gives. */
  readonly topK?: number | undefined;
}

/** Labels texts. */
export interface TextClassifier {
  /** `[C]`. */
  readonly classNames: readonly string[];
  /** That of the LSTM; undefined without one. */
  readonly tokenizer: Tokenizer | undefined;
  /**
   * The most probable classes of a text; none for a text without a word. Where the first is no answer, its label is null. Where a
   * text may have several classes, those that are given, which may be none; with `topK`, the label of others is null.
   */
  classify(text: string, options?: ClassifyOptions): Promise<Answer[]>;
  /** The same for each of many texts, in their order. */
  classify(texts: readonly string[], options?: ClassifyOptions): Promise<Answer[][]>;
  /** What it consists of. */
  readonly model: ModelOf<unknown>;
  /** Frees its memory; it cannot be used afterwards. */
  dispose(): void;
}

/** A classifier and what keeps it from being used once it is gone. */
export interface Guarded extends TextClassifier {
  /** Throws once it was disposed of. @param caller - Name of the method, for the message. */
  checkAlive(caller: string): void;
}

/**
 * @param tokenizer - That of the LSTM.
 * @param logitsOf - Those of the model.
 * @param free - Called once.
 */
export function createGuarded(
  model: ModelOf<unknown>,
  tokenizer: Tokenizer | undefined,
  logitsOf: LogitsOf,
  free: () => void,
): Guarded {
  let isDisposed = false;
  const checkAlive = (caller: string): void => {
    if (isDisposed) throw new Error(`${caller}: the classifier was disposed of; load it again`);
  };
  const classifyAll = async (texts: readonly string[], topK: number | undefined): Promise<Answer[][]> => {
    const tokens = encodeTexts(model, tokenizer, texts);
    const [prediction] = await predictViews(model, logitsOf, texts, tokens, [(logits) => logits], {});
    return texts.map((text, i) => (hasWord(model, text, tokens, i) ? topAnswers(prediction!, i, model, topK) : []));
  };

  function classify(text: string, options?: ClassifyOptions): Promise<Answer[]>;
  function classify(texts: readonly string[], options?: ClassifyOptions): Promise<Answer[][]>;
  async function classify(
    given: string | readonly string[],
    { topK }: ClassifyOptions = {},
  ): Promise<Answer[] | Answer[][]> {
    checkAlive("classify");
    if (topK !== undefined && (!Number.isInteger(topK) || topK < 1)) {
      throw new RangeError(`classify: expected topK to be an integer of at least 1, got ${topK}`);
    }
    if (typeof given !== "string") return classifyAll(given, topK);
    const [answers] = await classifyAll([given], topK);
    return answers!;
  }

  return {
    classNames: model.classNames,
    tokenizer,
    model,
    checkAlive,
    classify,
    dispose() {
      if (!isDisposed) free();
      isDisposed = true;
    },
  };
}

function hasWord(model: ModelOf<unknown>, text: string, { offsets }: TokenDataset, row: number): boolean {
  return model.ngrams ? WORD.test(text) : offsets[row]! < offsets[row + 1]!;
}

function topAnswers({ probs }: Prediction, row: number, model: ModelOf<unknown>, topK: number | undefined): Answer[] {
  const { classNames, abstainBelow = 0, thresholds } = model;
  const numClasses = classNames.length;
  const ofRow = probs.subarray(row * numClasses, (row + 1) * numClasses);
  const isGiven = (label: number, rank: number): boolean =>
    thresholds ? ofRow[label]! >= thresholds[label]! : rank > 0 || ofRow[label]! >= abstainBelow;
  const answer = (label: number, rank: number): Answer => {
    const [name, probability] = [classNames[label]!, ofRow[label]!];
    return isGiven(label, rank) ? { label: name, probability } : { label: null, bestGuess: name, probability };
  };
  // What is asked most needs no order.
  if (!thresholds && (topK ?? 1) === 1) return [answer(firstLargest(ofRow), 0)];
  const answers = [...ofRow.keys()].sort((a, b) => ofRow[b]! - ofRow[a]!).map(answer);
  return thresholds && topK === undefined ? answers.filter(({ label }) => label !== null) : answers.slice(0, topK ?? 1);
}

function firstLargest(values: Float32Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k;
  return best;
}
