// From the logits of texts to what is made of them, many texts a block at a time. n = texts, C = classes.

import { range, selectRows, type TokenDataset } from "@newsclf/dataset";
import { LabelSets, type Prediction, predictionFromLogits, predictionOfSets } from "@newsclf/evaluation";
import type { ModelOf } from "@newsclf/model/inference";
import type { OnBatch } from "@newsclf/training";

/** Logits at once: 64 MB. */
const MAX_LOGITS = 2 ** 24;

/** What is made of logits, row-major `[n, C]`, before the softmax. */
export type View = (logits: Float32Array) => Float32Array;

/**
 * Logits, row-major `[n, C]`.
 *
 * @param tokens - Of the texts, cut as the LSTM wants them; not looked at without one.
 */
export type LogitsOf = (texts: readonly string[], tokens: TokenDataset, onBatch?: OnBatch) => Promise<Float32Array>;

export interface PredictOptions {
  readonly onBatch?: OnBatch | undefined;
  /** Where a text may have several classes: numbers the sets that are predicted. Default: each call does that anew. */
  readonly sets?: LabelSets | undefined;
}

/** A prediction for each view of the logits. */
export async function predictViews(
  model: ModelOf<unknown>,
  logitsOf: LogitsOf,
  texts: readonly string[],
  tokens: TokenDataset,
  views: readonly View[],
  { onBatch, sets }: PredictOptions,
): Promise<Prediction[]> {
  const numClasses = model.classNames.length;
  const predict = predictionOf(model, sets);
  const size = Math.max(1, Math.floor(MAX_LOGITS / numClasses));
  if (texts.length <= size) {
    const logits = await logitsOf(texts, tokens, onBatch);
    return views.map((view) => predict(view(logits)));
  }
  const wholes = views.map(() => ({
    probs: new Float32Array(texts.length * numClasses),
    labels: new Int32Array(texts.length),
  }));
  for (let start = 0; start < texts.length; start += size) {
    const block = range(Math.min(size, texts.length - start)).map((i) => start + i);
    const ofBlock = model.lstm ? selectRows(tokens, block) : tokens;
    const logits = await logitsOf(texts.slice(start, start + size), ofBlock);
    views.forEach((view, i) => {
      const { probs, labels } = predict(view(logits));
      wholes[i]!.probs.set(probs, start * numClasses);
      wholes[i]!.labels.set(labels, start);
    });
    onBatch?.(start + block.length, texts.length);
  }
  return wholes;
}

/** From logits to what the model says. */
export function predictionOf(
  { classNames, thresholds }: Pick<ModelOf<unknown>, "classNames" | "thresholds">,
  sets = new LabelSets(classNames.length),
): (logits: Float32Array) => Prediction {
  if (thresholds) return (logits) => predictionOfSets(logits, sets, thresholds);
  return (logits) => predictionFromLogits(logits, classNames.length);
}

/** The sum of what the parts say. @param ofNgrams - Undefined without n-grams. */
export function addLogits(ofLstm: Float32Array, ofNgrams: Float32Array | undefined): Float32Array {
  return ofNgrams ? ofLstm.map((value, k) => value + ofNgrams[k]!) : ofLstm;
}
