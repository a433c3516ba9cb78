// A model that answers and does not learn as something that labels texts.

import { type EngineName, loadEngine } from "@newsclf/kernels/engine";
import { decodeFrozen, type FrozenModel, type ReadFile } from "@newsclf/model/inference";
import { tokenizerOf } from "./encode-texts.ts";
import { engineLogits } from "./engine-logits.ts";
import type { LogitsThreads } from "./logits-threads.ts";
import type { LogitsOf } from "./predict-views.ts";
import { createGuarded, type TextClassifier } from "./text-classifier.ts";

/** What computes the answers. */
export interface EngineOptions {
  /** `auto` is native code if there is some for this machine, else WebAssembly. Default `auto`. */
  readonly engine?: EngineName | undefined;
  /** Of one call, `1..64`. Default: those that the engine has, and one if it is started here. Answers do not depend on it. */
  readonly numThreads?: number | undefined;
}

/**
 * Reads a model folder, wherever it is.
 *
 * @param readFile - Resolves to the bytes of a file of the folder, or to undefined where it is missing.
 * @throws NewsclfError of the MODEL family; `ENGINE_MISSING`.
 */
export async function decodeClassifier(
  readFile: ReadFile,
  { engine: name, numThreads }: EngineOptions = {},
): Promise<TextClassifier> {
  const { engine } = await loadEngine(name, numThreads);
  return createFrozenClassifier(await decodeFrozen(readFile, engine));
}

/** @param spread - Has the logits computed by others too, who can do what is done `here`. */
export function createFrozenClassifier(model: FrozenModel, spread?: (here: LogitsOf) => LogitsThreads): TextClassifier {
  const here = engineLogits(model);
  const threads = spread?.(here);
  const free = (): void => {
    threads?.close();
    model.lstm?.classifier.dispose();
  };
  try {
    const { checkAlive: _, ...classifier } = createGuarded(model, tokenizerOf(model), threads?.logitsOf ?? here, free);
    return classifier;
  } catch (error) {
    free();
    throw error;
  }
}
