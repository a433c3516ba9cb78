// The entry for programs that label texts and train nothing: they start in a fraction of the time.

import { loadEngine } from "@newsclf/kernels/engine/node";
import { loadFrozen } from "@newsclf/model/inference/node";
import { openModelFolder } from "./node/open-model-folder.ts";
import { createFrozenClassifier, type FrozenOptions } from "./predict/frozen-classifier.ts";
import type { TextClassifier } from "./predict/text-classifier.ts";

export { type EngineFiles, type EngineName, setEngineFiles } from "@newsclf/kernels/engine";
export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export type { FrozenOptions } from "./predict/frozen-classifier.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";

/**
 * Reads a model folder.
 *
 * @param folder - Relative to the working directory.
 * @throws NewsclfError `FILE_MISSING`, or of the MODEL family; `ENGINE_MISSING`.
 */
export async function loadClassifier(
  folder: string,
  { engine = "auto", numThreads }: FrozenOptions = {},
): Promise<TextClassifier> {
  const loaded = await loadEngine(engine, numThreads);
  return openModelFolder(folder, "model", {}, async (path) =>
    createFrozenClassifier(await loadFrozen(path, loaded.engine)),
  );
}
