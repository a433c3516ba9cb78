// The engine as native code.

import type { Engine, Values } from "./engine.ts";
import { ALIGNMENT, Heap } from "./heap.ts";
import { operationNumber } from "./operations.ts";

/** Exports of cpp/native/addon.cpp. */
export interface NativeAddon {
  readonly isa: string;
  run(operation: number, buffers: readonly Values[], scalars: readonly number[]): void;
  /** @returns How many there are: the system may give fewer. */
  setNumThreads(numThreads: number): number;
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
      numThreads = addon.setNumThreads(wanted);
    },
    run: (operation, buffers, scalars) =>
      addon.run(operationNumber.get(operation)!, buffers.map(unshareIndices), scalars),
  };
}

/** Indices are checked before they are used; in shared memory another thread could change them in between. */
function unshareIndices(values: Values): Values {
  const isShared = values instanceof Int32Array && values.buffer instanceof SharedArrayBuffer;
  return isShared ? new Int32Array(values) : values;
}
