// What a model says of texts: the sum of its parts. n = texts, C = classes.

import { range, selectRows, type TokenDataset } from "@newsclf/dataset";
import { LabelSets, type Prediction, predictionFromLogits, predictionOfSets } from "@newsclf/evaluation";
import type { TrainedModel } from "@newsclf/model";
import { type OnBatch, predictLogits } from "@newsclf/training";
import { measuringBatches } from "../batches.ts";

/** Logits at once: 64 MB. */
const MAX_LOGITS = 2 ** 24;

/** What is made of logits, row-major `[n, C]`, before the softmax. */
export type View = (logits: Float32Array) => Float32Array;

export interface PredictOptions {
  readonly onBatch?: OnBatch | undefined;
  /** Where a text may have several classes: numbers the sets that are predicted. Default: each call does that anew. */
  readonly sets?: LabelSets | undefined;
}

/** @param tokens - Of the texts, cut as the LSTM wants them; not looked at without one. */
export async function predictTexts(
  model: TrainedModel,
  texts: readonly string[],
  tokens: TokenDataset,
  options: PredictOptions = {},
): Promise<Prediction> {
  const [prediction] = await predictViews(model, texts, tokens, [(logits) => logits], options);
  return prediction!;
}

/** The same, once for each view of the logits. */
export async function predictViews(
  model: TrainedModel,
  texts: readonly string[],
  tokens: TokenDataset,
  views: readonly View[],
  { onBatch, sets }: PredictOptions,
): Promise<Prediction[]> {
  const numClasses = model.classNames.length;
  const predict = predictionOf(model, sets);
  const size = Math.max(1, Math.floor(MAX_LOGITS / numClasses));
  if (texts.length <= size) {
    const logits = await modelLogits(model, texts, tokens, onBatch);
    return views.map((view) => predict(view(logits)));
  }
  const wholes = views.map(() => ({
    probs: new Float32Array(texts.length * numClasses),
    labels: new Int32Array(texts.length),
  }));
  for (let start = 0; start < texts.length; start += size) {
    const block = range(Math.min(size, texts.length - start)).map((i) => start + i);
    const ofBlock = model.lstm ? selectRows(tokens, block) : tokens;
    const logits = await modelLogits(model, texts.slice(start, start + size), ofBlock);
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
  { classNames, thresholds }: TrainedModel,
  sets = new LabelSets(classNames.length),
): (logits: Float32Array) => Prediction {
  if (thresholds) return (logits) => predictionOfSets(logits, sets, thresholds);
  return (logits) => predictionFromLogits(logits, classNames.length);
}

/** Row-major `[n, C]`, before the softmax. */
export async function modelLogits(
  { lstm, ngrams }: TrainedModel,
  texts: readonly string[],
  tokens: TokenDataset,
  onBatch?: OnBatch,
): Promise<Float32Array> {
  const ofNgrams = ngrams?.logits(texts);
  if (!lstm) return ofNgrams!;
  const logits = await predictLogits(lstm.classifier, measuringBatches(tokens, lstm), onBatch);
  return ofNgrams ? logits.map((value, k) => value + ofNgrams[k]!) : logits;
}
