import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALIGNMENT, type Block, Heap, type Slab } from "../../src/engines/heap.ts";

interface Memory {
  readonly heap: Heap;
  /** Bytes of each slab so far. */
  readonly sizes: Map<Slab, number>;
}

/** Memory as the native engine gets it: a new slab each time, at an odd place in it. */
function createSlabs(): Memory {
  const sizes = new Map<Slab, number>();
  const heap = new Heap((bytes) => {
    const size = Math.max(bytes, 4096);
    const slab = { buffer: new ArrayBuffer(0), size };
    const begin = ALIGNMENT * (sizes.size % 3);
    sizes.set(slab, size);
    return { slab, begin, end: begin + size };
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

        // Each slab that is left as one range again.
        expect(new Set(heap.freeRanges.map(({ slab }) => slab)).size).toBe(heap.freeRanges.length);
        for (const { slab, begin, end } of heap.freeRanges) expect(end - begin).toBe(sizes.get(slab));
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

test("gives slabs back when sizes rise, so that it holds little more than what is used at once", () => {
  const { heap, sizes } = createSlabs();
  let used = 0;
  for (let size = 5000; size < 500_000; size += 5000) {
    const blocks = [3, 1, 2].map((factor) => heap.allocate(size * factor));
    used = sum(blocks.map(({ begin, end }) => end - begin));
    for (const block of blocks) heap.free(block);
  }
  const held = sum(heap.freeRanges.map(({ begin, end }) => end - begin));

  expect(held).toBeLessThan(1.5 * used);
  expect(sum(sizes.values())).toBeGreaterThan(10 * held);
});

test("never gives back a memory that can only grow", () => {
  const { heap, sizes } = createGrowing();
  for (let size = 5000; size < 500_000; size += 5000) heap.free(heap.allocate(size));
  const [range] = heap.freeRanges;

  expect(heap.freeRanges).toHaveLength(1);
  expect(range!.end - range!.begin).toBe(sum(sizes.values()));
});

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

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
