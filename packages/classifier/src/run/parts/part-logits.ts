// What the parts of a model say of texts, and their sum.

import type { TokenDataset } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import { type OnBatch, predictLogits } from "@newsclf/training";
import { measuringBatches } from "../batches.ts";

/**
 * Logits of a whole model, row-major `[n, C]`.
 *
 * @param tokens - Of the texts, cut as the LSTM wants them; not looked at without one.
 */
export async function modelLogits(
  { lstm, ngrams }: Pick<TrainedModel, "lstm" | "ngrams">,
  texts: readonly string[],
  tokens: TokenDataset,
  onBatch?: OnBatch,
): Promise<Float32Array> {
  const ofNgrams = ngrams?.logits(texts);
  if (!lstm) return ofNgrams!;
  const logits = await predictLogits(lstm.classifier, measuringBatches(tokens, lstm), onBatch);
  return ofNgrams ? logits.map((value, k) => value + ofNgrams[k]!) : logits;
}
