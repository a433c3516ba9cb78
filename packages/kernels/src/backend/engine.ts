// What runs the operations of cpp/: native code or WebAssembly.

import type { Heap } from "./heap.ts";

/** In the order of OPERATIONS in cpp/engine.cpp. */
const OPERATIONS = [
  "lstm",
  "lstmGradient",
  "dense",
  "denseGradient",
  "dropout",
  "rowSum",
  "sequencePool",
  "sequencePoolGradient",
  "softmaxCrossEntropy",
  "squaredNorm",
  "adamW",
  "gather",
  "copyColumns",
  "add",
  "matMul",
  "activation",
] as const;

export type Operation = (typeof OPERATIONS)[number];

export const operationNumber: ReadonlyMap<Operation, number> = new Map(OPERATIONS.map((name, i) => [name, i]));

export type Values = Float32Array | Int32Array;

export interface Engine {
  readonly kind: "native" | "wasm";
  /** Instruction set: `avx512`, `avx2`, `sse2`, `neon`, `simd128` or `relaxed-simd`. */
  readonly isa: string;
  /** Where outputs must lie; inputs may lie elsewhere. */
  readonly heap: Heap;
  /** Whether inputs outside the heap are copied into it on every call. */
  readonly copiesInputs: boolean;
  /** Threads of one operation, at least 1; fewer than were set if the system gives no more. Results do not depend on it. */
  numThreads: number;
  /**
   * Runs one operation. The C++ beside it documents buffers and scalars.
   *
   * @throws RangeError if sizes do not fit or a value is out of range; TypeError for other kinds of arguments.
   */
  run(operation: Operation, buffers: readonly Values[], scalars: readonly number[]): void;
}
