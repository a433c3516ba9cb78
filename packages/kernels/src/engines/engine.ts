// What runs the operations of cpp/: native code or WebAssembly.

import type { Heap } from "./heap.ts";
import type { Operation } from "./operations.ts";

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
   * Runs one operation. The function in cpp/ documents the buffers.
   *
   * @param scalars - From `scalarList`.
   * @throws RangeError if sizes do not fit or a value is out of range; TypeError for other kinds of arguments.
   */
  run(operation: Operation, buffers: readonly Values[], scalars: readonly number[]): void;
}
