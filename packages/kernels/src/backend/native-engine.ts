// The engine as native code.

import { type Engine, operationNumber, type Values } from "./engine.ts";
import { ALIGNMENT, Heap } from "./heap.ts";

/** Exports of cpp/native/addon.cpp. */
export interface NativeAddon {
  readonly isa: string;
  run(operation: number, buffers: readonly Values[], scalars: readonly number[]): void;
  setNumThreads(numThreads: number): void;
  /** Address of the first byte, modulo 64. */
  alignment(array: Values): number;
}

/** 16 MiB: few calls to the system, little lost. Pages that are never touched cost nothing. */
const SLAB_SIZE = 2 ** 24;

export function createNativeEngine(addon: NativeAddon): Engine {
  let numThreads = 1;
  return {
    kind: "native",
    isa: addon.isa,
    copiesInputs: false,
    heap: new Heap((bytes) => {
      const size = Math.max(bytes, SLAB_SIZE);
      const buffer = new ArrayBuffer(size + ALIGNMENT);
      const begin = (ALIGNMENT - addon.alignment(new Int32Array(buffer, 0, 1))) % ALIGNMENT;
      return { slab: { buffer, size }, begin, end: begin + size };
    }),
    get numThreads() {
      return numThreads;
    },
    set numThreads(wanted) {
      addon.setNumThreads(wanted);
      numThreads = wanted;
    },
    run: (operation, buffers, scalars) => addon.run(operationNumber.get(operation)!, buffers, scalars),
  };
}
