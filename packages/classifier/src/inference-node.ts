// The entry for programs that label texts and train nothing: they start in a fraction of the time.

import "@newsclf/kernels/engine/node";
import { loadEngine } from "@newsclf/kernels/engine";
import { decodeFrozen, type ReadFile } from "@newsclf/model/inference";
import { folderReader } from "@newsclf/model/inference/node";
import { openModelFolder } from "./node/open-model-folder.ts";
import type { Surroundings } from "./node/surroundings.ts";
import { createFrozenClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
import { createLogitsThreads } from "./predict/logits-threads.ts";
import type { TextClassifier } from "./predict/text-classifier.ts";

export { type EngineFiles, type EngineName, loadEngine, setEngineFiles } from "@newsclf/kernels/engine";
export type { ReadFile } from "@newsclf/model/inference";
export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export { decodeClassifier, type EngineOptions } from "./predict/frozen-classifier.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";

const MAX_WORKERS = 64;

export interface LoadOptions extends EngineOptions, Pick<Surroundings, "cwd"> {
  /** Told of each file of the folder, such as to hand the model to other threads. */
  readonly onFile?: ((name: string, bytes: Uint8Array) => void) | undefined;
  /**
   * Threads beside this one, `0..64`, which compute `classify` calls that come before others are answered. They start once a few
   * thousand short texts have come, and each has a model of its own; answers do not depend on them. Default 0.
   */
  readonly numWorkers?: number | undefined;
}

/**
 * Reads a model folder.
 *
 * @throws NewsclfError `FILE_MISSING`, or of the MODEL family; `ENGINE_MISSING`.
 * @throws RangeError for a number of threads that cannot be.
 */
export async function loadClassifier(
  folder: string,
  { cwd, onFile, engine: name, numThreads, numWorkers = 0 }: LoadOptions = {},
): Promise<TextClassifier> {
  if (!Number.isInteger(numWorkers) || numWorkers < 0 || numWorkers > MAX_WORKERS) {
    throw new RangeError(`loadClassifier: expected numWorkers in 0..${MAX_WORKERS}, got ${numWorkers}`);
  }
  return openModelFolder(folder, "model", { cwd }, async (path) => {
    const { engine } = await loadEngine(name, numThreads);
    const read = folderReader(path);
    const files = new Map<string, SharedArrayBuffer>();
    const readTold: ReadFile = async (file) => {
      const bytes = await read(file);
      if (bytes && numWorkers > 0) files.set(file, shared(bytes));
      if (bytes) onFile?.(file, bytes);
      return bytes;
    };
    const model = await decodeFrozen(readTold, engine);
    if (numWorkers === 0) return createFrozenClassifier(model);
    return createFrozenClassifier(model, (here) =>
      createLogitsThreads({ engine: engine.kind, files }, numWorkers, here),
    );
  });
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
