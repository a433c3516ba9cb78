import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALIGNMENT, type Block, Heap, type Slab } from "../src/backend/heap.ts";

interface Memory {
  readonly heap: Heap;
  /** Bytes of each slab so far. */
  readonly sizes: Map<Slab, number>;
}

/** Memory as the native engine gets it: a new slab each time, at an odd place in it. */
function createSlabs(): Memory {
  const sizes = new Map<Slab, number>();
  const heap = new Heap((bytes) => {
    const slab = { buffer: new ArrayBuffer(0) };
    const begin = ALIGNMENT * (sizes.size % 3);
    const end = begin + Math.max(bytes, 4096);
    sizes.set(slab, end - begin);
    return { slab, begin, end };
  });
  return { heap, sizes };
}

/** Memory as WebAssembly gets it: one slab that grows at its end. */
function createGrowing(): Memory {
  const slab = { buffer: new ArrayBuffer(0) };
  const sizes = new Map<Slab, number>([[slab, 0]]);
  const heap = new Heap((bytes) => {
    const begin = sizes.get(slab)!;
    const end = begin + Math.ceil(bytes / 4096) * 4096;
    sizes.set(slab, end);
    return { slab, begin, end };
  });
  return { heap, sizes };
}

/** A size to allocate, or which of the live blocks to free. */
const steps = fc.array(
  fc.oneof(fc.record({ bytes: fc.oneof(fc.nat(300), fc.nat(20_000), fc.constant(0)) }), fc.record({ free: fc.nat() })),
  { maxLength: 120 },
);

const kinds: [string, () => Memory][] = [
  ["slabs", createSlabs],
  ["a growing memory", createGrowing],
];

describe.each(kinds)("a heap over %s", (_, create) => {
  test("gives blocks that are aligned, long enough, inside their slab and apart from each other", () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const { heap, sizes } = create();
        const live: Block[] = [];
        for (const step of steps) {
          if ("free" in step) {
            const [block] = live.splice(step.free % Math.max(1, live.length), 1);
            if (block) heap.free(block);
            continue;
          }
          const block = heap.allocate(step.bytes);
          expect(block.begin % ALIGNMENT).toBe(0);
          expect(block.end - block.begin).toBeGreaterThanOrEqual(Math.max(1, step.bytes));
          expect(block.end).toBeLessThanOrEqual(sizes.get(block.slab)! + 2 * ALIGNMENT);
          expect(live.find((other) => overlap(block, other))).toBeUndefined();
          live.push(block);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test("takes everything back in one piece", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (steps, seed) => {
        const { heap, sizes } = create();
        const live = run(heap, steps);
        live.sort((a, b) => ((a.begin * 7919 + seed) % 101) - ((b.begin * 7919 + seed) % 101));
        for (const block of live) heap.free(block);
        const before = [...sizes.values()];

        // Each slab as one block again, the largest first, without new memory.
        for (const size of before.filter((size) => size > 0).sort((a, b) => b - a)) heap.allocate(size);
        expect([...sizes.values()]).toEqual(before);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  test("asks for no new memory when the same sizes come and go", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 30 }), (sizesOfStep) => {
        const { heap, sizes } = create();
        const step = (): void => {
          for (const block of sizesOfStep.map((bytes) => heap.allocate(bytes))) heap.free(block);
        };
        step();
        const before = [...sizes.values()];
        for (let k = 0; k < 20; k++) step();

        expect([...sizes.values()]).toEqual(before);
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});

function run(heap: Heap, list: typeof steps extends fc.Arbitrary<infer T> ? T : never): Block[] {
  const live: Block[] = [];
  for (const step of list) {
    if ("bytes" in step) live.push(heap.allocate(step.bytes));
    else if (live.length > 0) heap.free(live.splice(step.free % live.length, 1)[0]!);
  }
  return live;
}

function overlap(a: Block, b: Block): boolean {
  return a.slab === b.slab && a.begin < b.end && b.begin < a.end;
}
