// The entry for pages that label texts and train nothing: no TensorFlow.js, and little of everything else.

import { loadEngine } from "@newsclf/kernels/engine";
import { decodeFrozen } from "@newsclf/model/inference";
import { createFrozenClassifier, type FrozenOptions } from "./predict/frozen-classifier.ts";
import type { TextClassifier } from "./predict/text-classifier.ts";
import { webReader } from "./predict/web-reader.ts";

export { type EngineFiles, type EngineName, setEngineFiles } from "@newsclf/kernels/engine";
export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export type { FrozenOptions } from "./predict/frozen-classifier.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";

/**
 * Fetches a model folder.
 *
 * @param url - Of the folder, such as `/models/news`; relative ones as `fetch` takes them.
 * @throws NewsclfError of the MODEL family, or `FILE_ACCESS` where the server refuses.
 */
export async function loadClassifier(
  url: string | URL,
  { engine = "wasm", numThreads }: FrozenOptions = {},
): Promise<TextClassifier> {
  const loaded = await loadEngine(engine, numThreads);
  return createFrozenClassifier(await decodeFrozen(webReader(url), loaded.engine));
}
