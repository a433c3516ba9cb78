// Texts as the LSTM of a model reads them.

import type { TokenDataset } from "@newsclf/dataset";
import type { ClassifierConfig, ModelOf } from "@newsclf/model/inference";
import { type Tokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";
import { NewsclfError } from "@newsclf-internal/errors";

const NO_TOKENS = { tokenIds: new Int32Array(), offsets: new Int32Array() };

/**
 * That of the LSTM; undefined without one.
 *
 * @throws NewsclfError `MODEL_JSON` or `MODEL_MISMATCH` where the tokenizer is not that of the LSTM.
 */
export function tokenizerOf({ lstm }: ModelOf<{ readonly config: ClassifierConfig }>): Tokenizer | undefined {
  if (!lstm) return undefined;
  const tokenizer = tokenizerFromJSON(lstm.tokenizer);
  const { vocabSize } = lstm.classifier.config;
  if (tokenizer.vocabSize === vocabSize) return tokenizer;
  throw new NewsclfError("MODEL_MISMATCH", `vocabulary ${tokenizer.vocabSize}, embedding ${vocabSize}`, {
    fix: "copy the model folder again, or train it again",
  });
}

/** @param tokenizer - That of the LSTM; without one there are no tokens. Nothing is said of labels. */
export function encodeTexts(
  { lstm }: Pick<ModelOf<unknown>, "lstm">,
  tokenizer: Tokenizer | undefined,
  texts: readonly string[],
): TokenDataset {
  const { tokenIds, offsets } = tokenizer?.encodeBatch(texts, { maxLength: lstm!.maxLength }) ?? NO_TOKENS;
  return { tokenIds, offsets, labels: new Int32Array(texts.length) };
}
