// A model as the files of a repository on the Hugging Face Hub.

import type { LstmPart, TrainedModel } from "@newsclf/model";
import { NewsclfError, type SettingMention, sentence, setting } from "@newsclf-internal/errors";
import { encodeOnnx } from "../onnx/encode-onnx.ts";
import { encodeSafetensors } from "../safetensors/encode-safetensors.ts";
import type { ModelCard } from "./card/model-card.ts";
import { renderCard } from "./card/render-card.ts";
import { hubConfig, tokenizerConfig } from "./config.ts";

const utf8 = new TextEncoder();

/**
 * What transformers.js runs as a `text-classification` pipeline: card, configs, tokenizer, `onnx/model.onnx` and `model.safetensors`.
 *
 * @param card - What is said of the model beside what it says itself.
 * @throws NewsclfError `EXPORT_NGRAMS` for a model with n-grams, which a pipeline cannot count; `EXPORT_TOKENIZER` for a tokenizer that
 * gives other programs other ids; `EXPORT_SIZE`, see `encodeOnnx`.
 */
export async function huggingFaceFiles(model: TrainedModel, card: ModelCard = {}): Promise<Map<string, Uint8Array>> {
  const lstm = checkParts(model);
  checkTokenizer(lstm.tokenizer);
  const json = (value: object): Uint8Array => utf8.encode(`${JSON.stringify(value, undefined, 2)}\n`);
  return new Map([
    ["README.md", utf8.encode(renderCard(model, lstm, card))],
    ["config.json", json(hubConfig(model, lstm))],
    ["tokenizer.json", json(lstm.tokenizer)],
    ["tokenizer_config.json", json(tokenizerConfig(lstm))],
    ["onnx/model.onnx", await encodeOnnx(model)],
    ["model.safetensors", await encodeSafetensors(model)],
  ]);
}

function checkParts({ lstm, ngrams }: TrainedModel): LstmPart {
  if (lstm && !ngrams) return lstm;
  throw new NewsclfError(
    "EXPORT_NGRAMS",
    "the model has n-grams, and Hugging Face's pipelines give a model token ids alone",
    {
      fix: sentence`train with ${setting("parts", "lstm")}, or export onnx, which has inputs for both`,
    },
  );
}

/** Steps that newsclf takes and other programs do not. */
function checkTokenizer(tokenizer: object): void {
  const { model, pre_tokenizer: words } = tokenizer as {
    readonly model?: { readonly vocab?: object };
    readonly pre_tokenizer?: object;
  };
  const refuse = (what: string, option: SettingMention): never => {
    throw new NewsclfError("EXPORT_TOKENIZER", `the tokenizer has ${what}, which no other program knows`, {
      fix: sentence`train with ${option}, or export onnx`,
    });
  };
  if (model?.vocab && "[HASH0]" in model.vocab) refuse("hash buckets", setting("hashBuckets", 0));
  if (JSON.stringify(words ?? null).includes('"IntlSegmenter"')) {
    refuse("words from a dictionary", setting("segmentation", "spaces"));
  }
}
