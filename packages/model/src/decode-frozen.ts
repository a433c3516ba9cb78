// A model from named files that answers and does not learn.

import type { Engine } from "@newsclf/kernels/engine";
import { decodeParts } from "./decode-parts.ts";
import type { ReadFile } from "./files/manifest.ts";
import { FrozenLstm } from "./lstm/frozen-lstm.ts";
import type { ModelOf } from "./model-of.ts";

/** A model whose LSTM, if it has one, an engine computes. */
export type FrozenModel = ModelOf<FrozenLstm>;

/** `decodeModel` without TensorFlow.js: reads the same folders, and throws the same. */
export function decodeFrozen(readFile: ReadFile, engine: Engine): Promise<FrozenModel> {
  return decodeParts(readFile, ({ config, weights }) => new FrozenLstm(config, weights, engine));
}
