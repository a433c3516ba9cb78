// Texts as the LSTM of a model reads them.

import type { TokenDataset } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import type { Tokenizer } from "@newsclf/tokenizer";

const NO_TOKENS = { tokenIds: new Int32Array(), offsets: new Int32Array() };

/** @param tokenizer - That of the LSTM; without one there are no tokens. Nothing is said of labels. */
export function encodeTexts(
  { lstm }: TrainedModel,
  tokenizer: Tokenizer | undefined,
  texts: readonly string[],
): TokenDataset {
  const { tokenIds, offsets } = tokenizer?.encodeBatch(texts, { maxLength: lstm!.maxLength }) ?? NO_TOKENS;
  return { tokenIds, offsets, labels: new Int32Array(texts.length) };
}
