// A model folder as something that labels texts.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TokenDataset } from "@newsclf/dataset";
import type { TrainedModel } from "@newsclf/model";
import { loadModel } from "@newsclf/model/node";
import { type Tokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";
import { predict } from "@newsclf/training";
import { measuringBatches } from "./batches.ts";
import { resolvePath } from "./paths.ts";
import { UsageError } from "./print-error.ts";

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
      const message = `vocabulary ${tokenizer.vocabSize}, embedding ${vocabSize}`;
      throw new UsageError("MODEL_MISMATCH", message, "copy the model folder again, or train it again");
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

/** What the model says of a text. */
export interface TextPrediction {
  readonly label: string;
  /** In `[0, 1]`. */
  readonly probability: number;
}

/** One a text, in their order; undefined for a text without a word. */
export async function predictTexts(
  model: LoadedClassifier,
  texts: readonly string[],
): Promise<(TextPrediction | undefined)[]> {
  const { labelNames } = model;
  const tokens = encodeTexts(model, texts, new Int32Array(texts.length).fill(-1));
  const { labels, probs } = await predict(model.classifier, measuringBatches(tokens, model).epoch(0));
  return texts.map((_, i) => {
    if (tokens.offsets[i] === tokens.offsets[i + 1]) return undefined;
    const label = labels[i]!;
    return { label: labelNames[label]!, probability: probs[i * labelNames.length + label]! };
  });
}
