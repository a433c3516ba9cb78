// A trained model as something that labels texts.

import { createLabelMap, escapeText } from "@newsclf/dataset";
import { type Evaluation, evaluatePrediction, LabelSets, measureAll } from "@newsclf/evaluation";
import type { TrainedModel } from "@newsclf/model";
import type { OnBatch } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { checkTexts, type LabelledTexts } from "./data/labelled-texts.ts";
import { labelTexts } from "./data/labels/memory-labels.ts";
import { parseLabels, type RowLabels } from "./data/labels/parse-labels.ts";
import { type ExplainOptions, type Explanation, explainText } from "./explain/explain-text.ts";
import { encodeTexts, tokenizerOf } from "./predict/encode-texts.ts";
import { modelLogits, predictTexts } from "./predict/predict-texts.ts";
import { createGuarded, type TextClassifier } from "./predict/text-classifier.ts";
import { type Answered, answeredOf } from "./run/held-out/abstention.ts";

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

/** Labels texts, explains and measures itself. */
export interface Classifier extends TextClassifier {
  /** What it consists of: `encodeModel` of `@newsclf/model` makes files of it. */
  readonly model: TrainedModel;
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
}

/** @throws NewsclfError `MODEL_JSON` or `MODEL_MISMATCH` where the tokenizer is not that of the LSTM. */
export function createTextClassifier(model: TrainedModel): Classifier {
  const { classNames } = model;
  const tokenizer = tokenizerOf(model);
  const { checkAlive, ...answering } = createGuarded(model, tokenizer, modelLogits(model), () => disposeModel(model));
  return {
    ...answering,
    model,
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
      const prediction = await predictTexts(model, texts, encodeTexts(model, tokenizer, texts), { onBatch, sets });
      const numClasses = classNames.length;
      const { abstainBelow } = model;
      return {
        ...evaluatePrediction(prediction, gold, numClasses, sets),
        metrics: measureAll(prediction, gold, numClasses, sets),
        ...(abstainBelow !== undefined && { answered: answeredOf(prediction, gold, numClasses, abstainBelow) }),
      };
    },
  };
}

/** Of classes in a message. */
const MAX_NAMES = 20;

/** Frees the memory of a model; what has none is left alone. */
export function disposeModel(model: TrainedModel | undefined): void {
  model?.lstm?.classifier.dispose();
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
