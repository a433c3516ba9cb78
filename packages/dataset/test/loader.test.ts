import fc from "fast-check";
import { expect, test } from "vitest";
import type { Batch } from "../src/batch.ts";
import { createLoader } from "../src/loader.ts";
import { createRng } from "../src/rng.ts";
import { datasetOfLengths } from "./_datasets.ts";

const rowsOf = (batches: Iterable<Batch>): number[][] => Array.from(batches, (batch) => [...batch.rows]);
const mixed = datasetOfLengths(...Array.from({ length: 500 }, (_, i) => createRng(i).below(200)));
const training = { batchSize: 4, shuffle: true, bucketed: true, seed: 1 } as const;

test("covers every row once an epoch", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { maxLength: 60 }),
      fc.record({
        batchSize: fc.integer({ min: 1, max: 9 }),
        shuffle: fc.boolean(),
        bucketed: fc.boolean(),
        seed: fc.nat(),
      }),
      fc.nat(3),
      (lengths, options, epoch) => {
        const loader = createLoader(datasetOfLengths(...lengths), options);
        const batches = rowsOf(loader.epoch(epoch));

        expect(batches.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        expect(batches.length).toBe(loader.numBatches);
      },
    ),
  );
});

test("keeps the order without shuffling, and the last partial batch", () => {
  const loader = createLoader(datasetOfLengths(3, 1, 2), { batchSize: 2, shuffle: false });

  expect(rowsOf(loader.epoch(0))).toEqual([[0, 1], [2]]);
});

test("goes from short to long when bucketed without shuffling, equal lengths in order", () => {
  const loader = createLoader(datasetOfLengths(3, 1, 2, 1), { batchSize: 2, shuffle: false, bucketed: true });

  expect(rowsOf(loader.epoch(5))).toEqual([
    [1, 3],
    [2, 0],
  ]);
});

test("repeats an epoch exactly and changes from epoch to epoch", () => {
  const loader = createLoader(mixed, training);

  expect(rowsOf(loader.epoch(3))).toEqual(rowsOf(createLoader(mixed, training).epoch(3)));
  expect(rowsOf(loader.epoch(3))).not.toEqual(rowsOf(loader.epoch(4)));
});

test("goes on from any batch of an epoch", () => {
  const loader = createLoader(mixed, training);

  expect(rowsOf(loader.epoch(2, 100))).toEqual(rowsOf(loader.epoch(2)).slice(100));
});

test("pads less in buckets", () => {
  const padded = (bucketed: boolean): number => {
    let size = 0;
    for (const batch of createLoader(mixed, { ...training, bucketed }).epoch(0)) size += batch.tokenIds.length;
    return size;
  };

  expect(padded(true)).toBeLessThan(0.75 * padded(false));
  expect(padded(true)).toBeLessThan(1.05 * mixed.tokenIds.length);
});

test("does not serve buckets from short to long", () => {
  const longest = Array.from(createLoader(mixed, training).epoch(0), (batch) => Math.max(...batch.lengths));
  const first = longest.slice(0, 60).reduce((a, b) => a + b) / 60;
  const last = longest.slice(-60).reduce((a, b) => a + b) / 60;

  expect(Math.abs(first - last)).toBeLessThan(30);
});

test("leaves out examples without tokens on request", () => {
  const loader = createLoader(datasetOfLengths(0, 2, 0, 1), { batchSize: 1, shuffle: false, dropEmpty: true });

  expect(rowsOf(loader.epoch(0))).toEqual([[1], [3]]);
  expect(loader.numBatches).toBe(2);
  expect(loader.numRows).toBe(2);
});

test("pads to a fixed length", () => {
  const loader = createLoader(datasetOfLengths(1, 3), { batchSize: 2, shuffle: false, padToLength: 2 });
  const [batch] = loader.epoch(0);

  expect([...batch!.tokenIds]).toEqual([2, 0, 3, 3]);
  expect([...batch!.lengths]).toEqual([2, 2]);
});

test("makes no batch from no rows", () => {
  expect(rowsOf(createLoader(datasetOfLengths(), training).epoch(0))).toEqual([]);
});

test("refuses a batch size that is no positive integer", () => {
  expect(() => createLoader(mixed, { ...training, batchSize: 0 })).toThrow(
    "createLoader: expected batchSize to be a positive integer, got 0",
  );
});
