// What a program that labels texts and its threads tell each other.

import type { TokenDataset } from "@newsclf/dataset";
import type { EngineName } from "@newsclf/kernels/engine";

/** To start a thread with a model. */
export interface LogitsStart {
  readonly engine: EngineName;
  /** Of the model folder, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface ToLogitsWorker {
  readonly call: number;
  readonly texts: readonly string[];
  /** Of the texts, as the LSTM reads them. */
  readonly tokenIds: TokenDataset["tokenIds"];
  readonly offsets: TokenDataset["offsets"];
}

/** The first one comes without an answer: the thread is ready. */
export interface FromLogitsWorker {
  readonly call: number;
  /** Row-major `[n, C]`. */
  readonly logits: Float32Array<ArrayBuffer>;
}
