// A trained model as something that labels texts.

import { createLabelMap, escapeText, type TokenDataset } from "@newsclf/dataset";
import { type Evaluation, evaluatePrediction, LabelSets, measureAll, type Prediction } from "@newsclf/evaluation";
import type { TrainedModel } from "@newsclf/model";
import { type Tokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";
import type { OnBatch } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { checkTexts, type LabelledTexts } from "./data/labelled-texts.ts";
import { labelTexts } from "./data/labels/memory-labels.ts";
import { parseLabels, type RowLabels } from "./data/labels/parse-labels.ts";
import { type ExplainOptions, type Explanation, explainText } from "./explain/explain-text.ts";
import { type Answered, answeredOf } from "./run/held-out/abstention.ts";
import { encodeTexts } from "./run/parts/encode-texts.ts";
import { predictTexts } from "./run/parts/predict-texts.ts";

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

export interface EvaluateOptions {
  readonly onBatch?: OnBatch | undefined;
  /** What errors call a row, which counts from 0. Default `row 1`, `row 2` and so on. */
  readonly placeOf?: ((row: number) => string) | undefined;
}

/** How good a classifier is on some texts. */
export interface ClassifierEvaluation extends Evaluation {
  /** By name; with very many texts and classes, without those that sort them. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Where unsure answers are kept back, what becomes of the texts; all other scores are of all texts. */
  readonly answered?: Answered;
}

/** Labels texts. */
export interface Classifier {
  /** `[C]`. */
  readonly classNames: readonly string[];
  /** That of the LSTM; undefined without one. */
  readonly tokenizer: Tokenizer | undefined;
  /** What it consists of: `encodeModel` of `@newsclf/model` makes files of it. */
  readonly model: TrainedModel;
  /**
   * The most probable classes of a text; none for a text without a word. Where the first is no answer, its label is null. Where a
   * text may have several classes, those that are given, which may be none; with `topK`, the label of others is null.
   */
  classify(text: string, options?: ClassifyOptions): Promise<Answer[]>;
  /** The same for each of many texts, in their order. */
  classify(texts: readonly string[], options?: ClassifyOptions): Promise<Answer[][]>;
  /**
   * Which words of a text moved the answer, and how far.
   *
   * @throws NewsclfError `DATA_UNKNOWN_LABEL` for a label that it does not know.
   */
  explain(text: string, options?: ExplainOptions): Promise<Explanation>;
  /**
   * How good it is on labelled texts, by every metric.
   *
   * @throws NewsclfError `DATA_UNKNOWN_LABEL` for a label that it does not know, `CONFIG` for lists of different lengths.
   * @throws RangeError for no texts.
   */
  evaluate(data: LabelledTexts, options?: EvaluateOptions): Promise<ClassifierEvaluation>;
  /** Frees its memory; it cannot be used afterwards. */
  dispose(): void;
}

/** @throws NewsclfError `MODEL_JSON` or `MODEL_MISMATCH` where the tokenizer is not that of the LSTM. */
export function createTextClassifier(model: TrainedModel): Classifier {
  const { lstm, classNames } = model;
  const tokenizer = lstm && tokenizerFromJSON(lstm.tokenizer);
  if (lstm && tokenizer!.vocabSize !== lstm.classifier.config.vocabSize) {
    const { vocabSize } = lstm.classifier.config;
    throw new NewsclfError("MODEL_MISMATCH", `vocabulary ${tokenizer!.vocabSize}, embedding ${vocabSize}`, {
      fix: "copy the model folder again, or train it again",
    });
  }
  const encode = (texts: readonly string[]): TokenDataset => encodeTexts(model, tokenizer, texts);
  let isDisposed = false;
  const checkAlive = (name: string): void => {
    if (isDisposed) throw new Error(`${name}: the classifier was disposed of; load it again`);
  };
  const classifyAll = async (texts: readonly string[], topK: number | undefined): Promise<Answer[][]> => {
    const tokens = encode(texts);
    const prediction = await predictTexts(model, texts, tokens);
    const hasWord = (text: string, i: number): boolean =>
      model.ngrams ? WORD.test(text) : tokens.offsets[i]! < tokens.offsets[i + 1]!;
    return texts.map((text, i) => (hasWord(text, i) ? topAnswers(prediction, i, model, topK) : []));
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
    classNames,
    tokenizer,
    model,
    classify,
    async explain(text, { label, method = "gradients" } = {}) {
      checkAlive("explain");
      if (typeof text !== "string") throw new TypeError(`explain: expected a text, got ${typeof text}`);
      const id = label === undefined ? undefined : classNames.indexOf(label);
      if (id === -1) throw unknownLabel(label!, classNames);
      return explainText(model, tokenizer, text, id, method);
    },
    async evaluate({ texts, labels }, { onBatch, placeOf = (row: number) => `row ${row + 1}` } = {}) {
      checkAlive("evaluate");
      const written = labelTexts("evaluate", "data", labels);
      checkTexts("evaluate", "data", { texts, labels: written });
      const sets = model.thresholds && new LabelSets(classNames.length);
      const gold = goldIds(parseLabels(written, placeOf), classNames, sets, placeOf);
      const prediction = await predictTexts(model, texts, encode(texts), { onBatch, sets });
      const numClasses = classNames.length;
      const { abstainBelow } = model;
      return {
        ...evaluatePrediction(prediction, gold, numClasses, sets),
        metrics: measureAll(prediction, gold, numClasses, sets),
        ...(abstainBelow !== undefined && { answered: answeredOf(prediction, gold, numClasses, abstainBelow) }),
      };
    },
    dispose() {
      if (!isDisposed) disposeModel(model);
      isDisposed = true;
    },
  };
}

/** Of classes in a message. */
const MAX_NAMES = 20;

/** Frees the memory of a model; what has none is left alone. */
export function disposeModel(model: TrainedModel | undefined): void {
  model?.lstm?.classifier.dispose();
}

function topAnswers({ probs }: Prediction, row: number, model: TrainedModel, topK: number | undefined): Answer[] {
  const { classNames, abstainBelow = 0, thresholds } = model;
  const numClasses = classNames.length;
  const ofRow = probs.subarray(row * numClasses, (row + 1) * numClasses);
  const isGiven = (label: number, rank: number): boolean =>
    thresholds ? ofRow[label]! >= thresholds[label]! : rank > 0 || ofRow[label]! >= abstainBelow;
  const answers = [...ofRow.keys()]
    .sort((a, b) => ofRow[b]! - ofRow[a]!)
    .map((label, rank) => {
      const [name, probability] = [classNames[label]!, ofRow[label]!];
      return isGiven(label, rank) ? { label: name, probability } : { label: null, bestGuess: name, probability };
    });
  return thresholds && topK === undefined ? answers.filter(({ label }) => label !== null) : answers.slice(0, topK ?? 1);
}

/** `[n]`, class indices, or numbers of sets. */
function goldIds(
  { labelNames, sets: given }: RowLabels,
  classNames: readonly string[],
  sets: LabelSets | undefined,
  placeOf: (row: number) => string,
): Int32Array {
  if (given && !sets) {
    throw new NewsclfError("CONFIG", "the model gives each text one label, and these texts have lists of them", {
      fix: "measure it on texts with one label each, or train a model on lists",
    });
  }
  const { idOf } = createLabelMap(classNames);
  const knownId = (name: string, row: number): number => {
    if (idOf(name) < 0) throw unknownLabel(name, classNames, placeOf(row));
    return idOf(name);
  };
  if (!sets) return Int32Array.from(labelNames, knownId);
  return Int32Array.from(labelNames, (name, row) => {
    const ids = (given?.[row] ?? [name]).map((label) => knownId(label, row));
    return sets.idOf(ids.sort((a, b) => a - b));
  });
}

function unknownLabel(label: string, classNames: readonly string[], place?: string): NewsclfError {
  const more = classNames.length > MAX_NAMES ? `, and ${classNames.length - MAX_NAMES} more` : "";
  const names = `${escapeText(classNames.slice(0, MAX_NAMES).join(", "))}${more}`;
  const message = `label "${escapeText(label)}" is none of the model's: ${names}`;
  return new NewsclfError("DATA_UNKNOWN_LABEL", message, {
    place,
    fix: sentence`check ${setting("labelColumn")}, or train on data with this label`,
  });
}
