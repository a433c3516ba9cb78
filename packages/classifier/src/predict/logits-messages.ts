// What a program that labels texts and its threads tell each other.

import type { TokenDataset } from "@newsclf/dataset";
import type { EngineName } from "@newsclf/kernels/engine";

/** To start a thread with a model. */
export interface LogitsStart {
  readonly engine: EngineName;
  /** Of the model folder, by name: all threads have the same memory. */
  readonly files: ReadonlyMap<string, SharedArrayBuffer>;
}

export interface ToLogitsWorker {
  readonly call: number;
  readonly texts: readonly string[];
  /** Of the texts, as the LSTM reads them. */
  readonly tokenIds: TokenDataset["tokenIds"];
  readonly offsets: TokenDataset["offsets"];
}

/** The first; what follows is answers. */
export type LogitsReady = "ready";

export interface FromLogitsWorker {
  readonly call: number;
  /** Row-major `[n, C]`. */
  readonly logits: Float32Array<ArrayBuffer>;
}
