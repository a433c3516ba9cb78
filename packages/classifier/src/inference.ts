// The entry for pages that label texts and train nothing: no TensorFlow.js, and little of everything else.

import { decodeClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
import type { TextClassifier } from "./predict/text-classifier.ts";
import { webReader } from "./predict/web-reader.ts";

export { type EngineFiles, type EngineName, loadEngine, setEngineFiles } from "@newsclf/kernels/engine";
export type { ReadFile } from "@newsclf/model/inference";
export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export { decodeClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";

/**
 * Fetches a model folder.
 *
 * @param url - Of the folder, such as `/models/news`; relative ones as `fetch` takes them.
 * @throws NewsclfError of the MODEL family, or `FILE_ACCESS` where the server refuses.
 */
export function loadClassifier(
  url: string | URL,
  { engine = "wasm", numThreads }: EngineOptions = {},
): Promise<TextClassifier> {
  return decodeClassifier(webReader(url), { engine, numThreads });
}
