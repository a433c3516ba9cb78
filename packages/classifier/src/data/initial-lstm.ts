// The LSTM of a trained model, to begin another with.

import type { KnownLstm, TrainedModel } from "@newsclf/model";
import { tokenizerFromJSON } from "@newsclf/tokenizer";
import { NewsclfError } from "@newsclf-internal/errors";

/** @throws NewsclfError `CONFIG` for a model without an LSTM. */
export async function initialLstm({ lstm, classNames }: TrainedModel): Promise<KnownLstm> {
  if (!lstm) {
    throw new NewsclfError("CONFIG", "the model to begin with has no LSTM, and n-grams are fitted anew in any case", {
      fix: "name a model that has one, or begin with none",
    });
  }
  const { config, params } = lstm.classifier;
  return {
    config,
    weights: await Promise.all(params.map(async (param) => Float32Array.from(await param.data()))),
    vocab: tokenizerFromJSON(lstm.tokenizer).vocab,
    classNames,
  };
}
