// What scripts/sanitize.mjs puts in the place of src/backend/heap.ts: every block is an allocation of its own, and no
// longer than was asked for, so that AddressSanitizer sees each step over an end.

import type { Block, Heap as RealHeap } from "../../src/engines/heap.ts";

export const ALIGNMENT: number = 64;

export class Heap implements Pick<RealHeap, "freeRanges" | "allocate" | "free"> {
  readonly freeRanges: readonly Block[] = [];

  allocate(bytes: number): Block {
    return { slab: { buffer: new ArrayBuffer(bytes) }, begin: 0, end: bytes };
  }

  free(): void {}
}
