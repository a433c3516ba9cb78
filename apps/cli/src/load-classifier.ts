// A model folder as something that labels texts.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { createLoader, type Loader, type TokenDataset } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import { loadModel } from "@newsclf/model/node";
import { type Tokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";
import { type Prediction, predict } from "@newsclf/training";
import { resolvePath } from "./paths.ts";
import { UsageError } from "./print-error.ts";

const BATCH_SIZE = 64;

export interface LoadedClassifier extends Omit<TrainedModel, "tokenizer"> {
  readonly tokenizer: Tokenizer;
}

export async function loadClassifier(folder: string): Promise<LoadedClassifier> {
  const path = resolvePath(folder);
  if (!existsSync(path)) throw new UsageError("FILE_MISSING", `no such folder (looked in ${path})`, undefined, folder);
  if (existsSync(join(path, "model", "manifest.json"))) {
    throw new UsageError("MODEL_MISSING", "is a run folder", `--model ${join(folder, "model")}`, folder);
  }
  try {
    const model = await loadModel(path);
    const tokenizer = tokenizerFromJSON(model.tokenizer);
    const { vocabSize } = model.classifier.config;
    if (tokenizer.vocabSize !== vocabSize) {
      throw new UsageError("MODEL_MISMATCH", `vocabulary ${tokenizer.vocabSize}, embedding ${vocabSize}`);
    }
    return { ...model, tokenizer };
  } catch (error) {
    // The package speaks of files and settings; a person wants to know of which folder.
    const code = (error as { code?: string }).code;
    throw Object.assign(error as Error, { place: folder, ...(code === "CONFIG" && { code: "MODEL_CONFIG" }) });
  }
}

/** @param labels - `[n]`, class indices; -1 where unknown. */
export function encodeTexts(
  { tokenizer, maxLength }: LoadedClassifier,
  texts: readonly string[],
  labels: Int32Array,
): TokenDataset {
  const { tokenIds, offsets } = tokenizer.encodeBatch(texts, { maxLength });
  return { tokenIds, offsets, labels };
}

/** Every row once, short texts first. */
export function loaderOf(
  { maxLength, readPadding }: Pick<TrainedModel, "maxLength" | "readPadding">,
  tokens: TokenDataset,
): Loader {
  const padding = readPadding ? { padToLength: maxLength } : {};
  return createLoader(tokens, { batchSize: BATCH_SIZE, shuffle: false, bucketed: true, ...padding });
}

export function predictTexts(model: LoadedClassifier, texts: readonly string[]): Promise<Prediction> {
  const tokens = encodeTexts(model, texts, new Int32Array(texts.length).fill(-1));
  return predict(model.classifier, loaderOf(model, tokens).epoch(0));
}
