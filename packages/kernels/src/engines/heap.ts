// Memory for tensors that is kept and used again: fresh pages cost more than most of the work done on them.

/** A piece of memory that ranges are cut from. */
export interface Slab {
  readonly buffer: ArrayBufferLike;
  /** Bytes of it that ranges are cut from, if it can be given back once all of them are free. */
  readonly size?: number;
}

/** Bytes `begin..end-1` of a slab. */
export interface Block {
  readonly slab: Slab;
  readonly begin: number;
  readonly end: number;
}

/** Blocks begin at multiples of this many bytes: a cache line, and the widest vector. */
export const ALIGNMENT = 64;

/** Best fit over free ranges, merged with their neighbours when they come back. */
export class Heap {
  readonly #grow: (bytes: number) => Block;
  /** Neighbours in a slab stand next to each other, in order. */
  readonly #free: Block[] = [];

  /** @param grow - New memory of at least this size; it may continue a slab from its end. */
  constructor(grow: (bytes: number) => Block) {
    this.#grow = grow;
  }

  /** What is not in use. */
  get freeRanges(): readonly Block[] {
    return this.#free;
  }

  allocate(bytes: number): Block {
    const size = Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT;
    let best = this.#bestFit(size);
    if (best === undefined) {
      this.#giveBack(size);
      this.free(this.#grow(size));
      best = this.#bestFit(size)!;
    }
    const { slab, begin, end } = this.#free[best]!;
    if (end - begin === size) this.#free.splice(best, 1);
    else this.#free[best] = { slab, begin: begin + size, end };
    return { slab, begin, end: begin + size };
  }

  free(block: Block): void {
    const { slab } = block;
    let { begin, end } = block;
    let at = this.#free.findIndex((range) => range.slab === slab && range.begin > begin);
    if (at < 0) at = this.#free.findLastIndex((range) => range.slab === slab) + 1 || this.#free.length;
    const [before, after] = [this.#free[at - 1], this.#free[at]];
    let first = at;
    let count = 0;
    if (before?.slab === slab && before.end === begin) {
      begin = before.begin;
      first--;
      count++;
    }
    if (after?.slab === slab && after.begin === end) {
      end = after.end;
      count++;
    }
    this.#free.splice(first, count, { slab, begin, end });
  }

  /**
   * Drops free slabs, all too small for what is asked for, until as much is gone as will come. Else batches that get
   * longer and longer would leave behind every size that they passed through.
   */
  #giveBack(bytes: number): void {
    let missing = bytes;
    for (let i = this.#free.length - 1; i >= 0 && missing > 0; i--) {
      const { slab, begin, end } = this.#free[i]!;
      if (end - begin !== slab.size) continue;
      this.#free.splice(i, 1);
      missing -= slab.size;
    }
  }

  #bestFit(size: number): number | undefined {
    let best: number | undefined;
    let bestSize = Number.POSITIVE_INFINITY;
    this.#free.forEach(({ begin, end }, i) => {
      if (end - begin >= size && end - begin < bestSize) [best, bestSize] = [i, end - begin];
    });
    return best;
  }
}
