// What a model that can learn says of texts, on whatever backend TensorFlow.js runs. n = texts, C = classes.

import type { TokenDataset } from "@newsclf/dataset";
import type { Prediction } from "@newsclf/evaluation";
import type { TrainedModel } from "@newsclf/model";
import { predictLogits } from "@newsclf/training";
import { measuringBatches } from "./measuring-batches.ts";
import { addLogits, type LogitsOf, type PredictOptions, predictViews, type View } from "./predict-views.ts";

/** @param tokens - Of the texts, cut as the LSTM wants them; not looked at without one. */
export async function predictTexts(
  model: TrainedModel,
  texts: readonly string[],
  tokens: TokenDataset,
  options: PredictOptions = {},
): Promise<Prediction> {
  const [prediction] = await predictTextViews(model, texts, tokens, [(logits) => logits], options);
  return prediction!;
}

/** The same, once for each view of the logits. */
export function predictTextViews(
  model: TrainedModel,
  texts: readonly string[],
  tokens: TokenDataset,
  views: readonly View[],
  options: PredictOptions,
): Promise<Prediction[]> {
  return predictViews(model, modelLogits(model), texts, tokens, views, options);
}

/** Before the softmax. */
export function modelLogits({ lstm, ngrams }: TrainedModel): LogitsOf {
  return async (texts, tokens, onBatch) => {
    const ofNgrams = ngrams?.logits(texts);
    if (!lstm) return ofNgrams!;
    return addLogits(await predictLogits(lstm.classifier, measuringBatches(tokens, lstm), onBatch), ofNgrams);
  };
}
