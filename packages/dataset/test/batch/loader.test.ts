import fc from "fast-check";
import { expect, test } from "vitest";
import type { Batch } from "../../src/batch/collate.ts";
import { createLoader } from "../../src/batch/loader.ts";
import { classBalancedWeights } from "../../src/batch/sample-rows.ts";
import { tokenLengths } from "../../src/batch/token-dataset.ts";
import { createRng } from "../../src/rng.ts";
import { datasetOfLengths } from "./_datasets.ts";

/** The longest text of a batch, in tokens. */
const longestOf = (batch: Batch): number => Math.max(...tokenLengths(batch));
/** What a batch would take as a rectangle. */
const paddedSize = (batch: Batch): number => batch.rows.length * Math.max(1, longestOf(batch));
const rowsOf = (batches: Iterable<Batch>): number[][] => Array.from(batches, (batch) => [...batch.rows]);
const mixed = datasetOfLengths(...Array.from({ length: 500 }, (_, i) => createRng(i).below(200)));
const training = { batchSize: 4, shuffle: true, bucketed: true, seed: 1 } as const;

const anyLengths = fc.array(fc.nat(40), { maxLength: 60 });
const anyOptions = fc.record({
  batchSize: fc.integer({ min: 1, max: 9 }),
  maxBatchTokens: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  padToLength: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  padId: fc.constant(0),
  shuffle: fc.boolean(),
  bucketed: fc.boolean(),
  seed: fc.nat(),
});

test("covers every row once an epoch", () => {
  fc.assert(
    fc.property(anyLengths, anyOptions, fc.nat(3), (lengths, options, epoch) => {
      const loader = createLoader(datasetOfLengths(...lengths), options);
      const batches = rowsOf(loader.epoch(epoch));

      expect(batches.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()]);
      expect(batches.length).toBe(loader.numBatches);
    }),
  );
});

test("goes on after any batch of any epoch as if it had never stopped", () => {
  fc.assert(
    fc.property(
      anyLengths,
      anyOptions,
      fc.boolean(),
      fc.nat(3),
      fc.nat(20),
      (lengths, options, weighted, epoch, done) => {
        const dataset = datasetOfLengths(...lengths);
        const canWeigh = weighted && options.shuffle && options.maxBatchTokens === undefined;
        const weights = canWeigh ? Float64Array.from(lengths, (length) => length + 1) : undefined;
        const whole = [...createLoader(dataset, { ...options, weights }).epoch(epoch)];
        const rest = [...createLoader(dataset, { ...options, weights }).epoch(epoch, done)];

        expect(rest).toEqual(whole.slice(done));
      },
    ),
  );
});

test("keeps to the budget of tokens, but for a text that is longer by itself", () => {
  fc.assert(
    fc.property(anyLengths, anyOptions, fc.nat(3), (lengths, options, epoch) => {
      const maxBatchTokens = 60;
      const loader = createLoader(datasetOfLengths(...lengths), { ...options, maxBatchTokens });
      for (const batch of loader.epoch(epoch)) {
        if (batch.rows.length > 1) expect(paddedSize(batch)).toBeLessThanOrEqual(maxBatchTokens);
        expect(batch.rows.length).toBeLessThanOrEqual(options.batchSize);
      }
    }),
  );
});

test("fills the budget of tokens, and pads little", () => {
  const loader = createLoader(mixed, { ...training, batchSize: 1000, maxBatchTokens: 2000 });
  const batches = [...loader.epoch(1)];
  const padded = batches.reduce((total, batch) => total + paddedSize(batch), 0);

  expect(padded).toBeLessThan(1.1 * mixed.tokenIds.length);
  expect(batches.length).toBeLessThan(2 * (mixed.tokenIds.length / 2000));
});

test("draws by weight, as many rows as there are", () => {
  const labels = Int32Array.from({ length: 500 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const loader = createLoader(mixed, { ...training, weights: classBalancedWeights(labels) });
  const rows = rowsOf(loader.epoch(0)).flat();

  expect(rows).toHaveLength(500);
  expect(loader.numBatches).toBe(125);
  expect(Math.abs(rows.filter((row) => labels[row] === 1).length - 250)).toBeLessThan(30);
  expect(rowsOf(loader.epoch(1)).flat()).not.toEqual(rows);
});

test("uses the rows it is given, under their own numbers", () => {
  const loader = createLoader(datasetOfLengths(1, 2, 3, 4), {
    batchSize: 2,
    shuffle: false,
    rows: Int32Array.of(3, 1),
  });

  expect(rowsOf(loader.epoch(0))).toEqual([[3, 1]]);
  expect(loader.numRows).toBe(2);
});

test.each([
  [{ maxBatchTokens: 0 }, "expected maxBatchTokens to be a positive integer, got 0"],
  [{ padToLength: 1.5, padId: 0 }, "expected padToLength to be a positive integer, got 1.5"],
  [{ rows: Int32Array.of(500) }, "expected rows in 0..499, got 500"],
  [{ weights: [1] }, "expected 500 weights, got 1"],
  [{ weights: new Float64Array(500), shuffle: false }, "weights need shuffle"],
  [{ weights: new Float64Array(500), maxBatchTokens: 9 }, "choose weights or maxBatchTokens, not both"],
])("refuses %j", (options, message) => {
  expect(() => createLoader(mixed, { ...training, ...options })).toThrow(new RangeError(`createLoader: ${message}`));
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

test("pads less in buckets", () => {
  const padded = (bucketed: boolean): number => {
    let size = 0;
    for (const batch of createLoader(mixed, { ...training, bucketed }).epoch(0)) size += paddedSize(batch);
    return size;
  };

  expect(padded(true)).toBeLessThan(0.75 * padded(false));
  expect(padded(true)).toBeLessThan(1.05 * mixed.tokenIds.length);
});

test("does not serve buckets from short to long", () => {
  const longest = Array.from(createLoader(mixed, training).epoch(0), longestOf);
  const first = longest.slice(0, 60).reduce((a, b) => a + b) / 60;
  const last = longest.slice(-60).reduce((a, b) => a + b) / 60;

  expect(Math.abs(first - last)).toBeLessThan(30);
});

test("makes rows of a fixed length", () => {
  const loader = createLoader(datasetOfLengths(1, 3), { batchSize: 2, shuffle: false, padToLength: 2, padId: 0 });
  const [batch] = loader.epoch(0);

  expect([...batch!.tokenIds]).toEqual([2, 0, 3, 3]);
  expect([...batch!.offsets]).toEqual([0, 2, 4]);
});

test("makes no batch from no rows", () => {
  expect(rowsOf(createLoader(datasetOfLengths(), training).epoch(0))).toEqual([]);
});

test("refuses a batch size that is no positive integer", () => {
  expect(() => createLoader(mixed, { ...training, batchSize: 0 })).toThrow(
    "createLoader: expected batchSize to be a positive integer, got 0",
  );
});

test.each([-1, 1.5])("refuses to begin with batch %s", (firstBatch) => {
  const loader = createLoader(datasetOfLengths(1, 1), { batchSize: 1, shuffle: false });

  expect(() => [...loader.epoch(0, firstBatch)]).toThrow(RangeError);
});
