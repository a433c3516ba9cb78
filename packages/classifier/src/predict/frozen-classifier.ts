// A model that answers and does not learn as something that labels texts.

import type { EngineName } from "@newsclf/kernels/engine";
import type { FrozenModel } from "@newsclf/model/inference";
import { tokenizerOf } from "./encode-texts.ts";
import { engineLogits } from "./engine-logits.ts";
import { createGuarded, type TextClassifier } from "./text-classifier.ts";

export interface FrozenOptions {
  /** `auto` is native code if there is some for this machine, else WebAssembly. Default `auto`. */
  readonly engine?: EngineName | undefined;
  /** Of one call, `1..64`. Default: those that the engine has, and one if it is started here. Answers do not depend on it. */
  readonly numThreads?: number | undefined;
}

/** @throws NewsclfError `MODEL_JSON` or `MODEL_MISMATCH` where the tokenizer is not that of the LSTM. */
export function createFrozenClassifier(model: FrozenModel): TextClassifier {
  const free = (): void => model.lstm?.classifier.dispose();
  const { checkAlive: _, ...classifier } = createGuarded(model, tokenizerOf(model), engineLogits(model), free);
  return classifier;
}
