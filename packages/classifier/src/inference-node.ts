// The entry for programs that label texts and train nothing: they start in a fraction of the time.

import "@newsclf/kernels/engine/node";
import { folderReader } from "@newsclf/model/inference/node";
import { openModelFolder } from "./node/open-model-folder.ts";
import type { Surroundings } from "./node/surroundings.ts";
import { decodeClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
import type { TextClassifier } from "./predict/text-classifier.ts";

export { type EngineFiles, type EngineName, loadEngine, setEngineFiles } from "@newsclf/kernels/engine";
export type { ReadFile } from "@newsclf/model/inference";
export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export { decodeClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";

export interface LoadOptions extends EngineOptions, Pick<Surroundings, "cwd"> {
  /** Told of each file of the folder, such as to hand the model to other threads. */
  readonly onFile?: ((name: string, bytes: Uint8Array) => void) | undefined;
}

/**
 * Reads a model folder.
 *
 * @throws NewsclfError `FILE_MISSING`, or of the MODEL family; `ENGINE_MISSING`.
 */
export function loadClassifier(folder: string, { cwd, onFile, ...options }: LoadOptions = {}): Promise<TextClassifier> {
  return openModelFolder(folder, "model", { cwd }, (path) => {
    const read = folderReader(path);
    return decodeClassifier(async (name) => {
      const bytes = await read(name);
      if (bytes) onFile?.(name, bytes);
      return bytes;
    }, options);
  });
}
