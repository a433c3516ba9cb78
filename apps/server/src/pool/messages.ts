// What the server and its threads tell each other. A thread answers in the order in which it was asked.

import type { Answer } from "@newsclf/classifier/inference/node";
import type { PackedError } from "@newsclf-internal/errors";

/** What a thread is started with. */
export interface WorkerStart {
  readonly engine: EngineName;
}

/** Native code or WebAssembly; `auto` is the first where it is there. */
export type EngineName = "auto" | "native" | "wasm";

/** The files of a model folder, in memory that threads share. */
export type ModelFiles = ReadonlyMap<string, SharedArrayBuffer>;

/** What is known of a loaded model. */
export interface ModelInfo {
  /** `[C]`. */
  readonly classNames: readonly string[];
  /** Whether a text may have several classes. */
  readonly isMultiLabel: boolean;
  /** The first 12 hexadecimal digits of the SHA-256 of the model's manifest, which names the hashes of all its files. */
  readonly version: string;
}

/** What a thread can be asked, and what it answers. Models are called by a number that is never used twice. */
export interface Calls {
  /** Reads a folder. */
  load: { readonly args: { model: number; folder: string; cwd: string }; readonly answer: LoadedFiles };
  /** Takes what another thread has read. */
  adopt: { readonly args: { model: number; files: ModelFiles }; readonly answer: undefined };
  drop: { readonly args: { model: number }; readonly answer: undefined };
  /** Without `topK` what `classify` gives by default. */
  classify: {
    readonly args: { model: number; texts: readonly string[]; topK: number | undefined };
    readonly answer: Answer[][];
  };
}

export interface LoadedFiles {
  readonly info: ModelInfo;
  readonly files: ModelFiles;
}

export type CallName = keyof Calls;

export type ToWorker = {
  [Name in CallName]: { readonly call: number; readonly name: Name; readonly args: Calls[Name]["args"] };
}[CallName];

/** The first that a thread tells: it has its engine, or none and ends. */
export type Started = { readonly kind: "ready" } | { readonly kind: "failed"; readonly error: PackedError };

export type FromWorker =
  | { readonly kind: "answer"; readonly call: number; readonly answer: unknown }
  | { readonly kind: "error"; readonly call: number; readonly error: PackedError };
