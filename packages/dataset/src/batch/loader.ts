// Batches for training and evaluation, made when they are asked for.
//
// There is no prefetching: making a batch takes microseconds, a training step milliseconds at least (`bench/loader.mjs`), and
// a queue or a thread would cost more than it hides.

import { createRng, range } from "../rng.ts";
import { type BatchOrder, orderBatches } from "./_batch-order.ts";
import { type Batch, collate, type Padding } from "./collate.ts";
import { sampleRows } from "./sample-rows.ts";
import { countRows, type TokenDataset, tokenLengths } from "./token-dataset.ts";

/** How to make batches. */
export type LoaderOptions = BatchOptions & Padding;

/** Which rows make a batch. */
export interface BatchOptions extends BatchOrder {
  /** Examples a batch, at most; the last batch of an epoch may hold fewer. */
  readonly batchSize: number;
  /**
   * Tokens a batch at most, counted as if texts were padded to the longest: many short texts or few long ones, so that steps take
   * about as long. Texts of similar length then always meet. A longer text is a batch of its own. Default: no limit but `batchSize`.
   */
  readonly maxBatchTokens?: number | undefined;
  /** Safe integer; same seed and epoch, same batches. Needed when `shuffle` is on. Default 0. */
  readonly seed?: number | undefined;
  /** New order every epoch (training) or always the same (evaluation). */
  readonly shuffle: boolean;
  /**
   * Puts texts of similar length together. With `shuffle` off, rows come from short to long: quick to evaluate, and
   * `batch.rows` says where each result belongs. Default false: without `shuffle`, rows in order.
   */
  readonly bucketed?: boolean | undefined;
  /** The rows to use, such as `range(100)` for the first hundred. Default: all. */
  readonly rows?: Int32Array | undefined;
  /**
   * `[n]`, by row, at least 0: an epoch draws as many rows as there are, each about as often as its weight says, some not at
   * all. `classBalancedWeights` makes classes equally frequent. Needs `shuffle`; not with `maxBatchTokens`, because the
   * number of batches would change. Default: every row once an epoch.
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** Makes the batches of one split. */
export interface Loader {
  /** Batches in an epoch. */
  readonly numBatches: number;
  /** Rows in an epoch. */
  readonly numRows: number;
  /**
   * The batches of an epoch, each made when it is asked for.
   *
   * @param epoch - Counted from 0; the order depends on it and the seed alone, so that a stopped run goes on exactly where it
   *   was with the epoch and the number of batches done. There is no other state to save.
   * @param firstBatch - Batches to skip, for such a run. Default 0.
   */
  epoch(epoch: number, firstBatch?: number): Iterable<Batch>;
}

/** @throws RangeError when an option is out of range, or two exclude each other. */
export function createLoader(dataset: TokenDataset, options: LoaderOptions): Loader {
  const { seed = 0, padToLength, weights } = options;
  checkOptions(dataset, options);
  const lengths = tokenLengths(dataset);
  const times = lengths.map((length) => padToLength ?? Math.max(1, length));
  const rows = options.rows ?? range(lengths.length);
  const ordered = (epoch: number): Int32Array[] => {
    const rng = createRng(seed, epoch);
    return orderBatches(weights === undefined ? rows : sampleRows(rows, weights, rng), times, options, rng);
  };
  return {
    numBatches: ordered(0).length,
    numRows: rows.length,
    *epoch(epoch, firstBatch = 0) {
      if (!Number.isInteger(firstBatch) || firstBatch < 0) {
        throw new RangeError(`epoch: expected firstBatch to be an integer of at least 0, got ${firstBatch}`);
      }
      for (const batch of ordered(epoch).slice(firstBatch)) yield collate(dataset, batch, options);
    },
  };
}

function checkOptions(dataset: TokenDataset, options: LoaderOptions): void {
  const { batchSize, maxBatchTokens, padToLength, rows, weights } = options;
  for (const [name, value] of Object.entries({ batchSize, maxBatchTokens, padToLength })) {
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new RangeError(`createLoader: expected ${name} to be a positive integer, got ${value}`);
    }
  }
  const n = countRows(dataset);
  const outside = rows?.find((row) => !(row >= 0 && row < n));
  if (outside !== undefined) throw new RangeError(`createLoader: expected rows in 0..${n - 1}, got ${outside}`);
  if (weights === undefined) return;
  if (weights.length !== n) throw new RangeError(`createLoader: expected ${n} weights, got ${weights.length}`);
  if (!options.shuffle) throw new RangeError("createLoader: weights need shuffle");
  if (maxBatchTokens !== undefined) throw new RangeError("createLoader: choose weights or maxBatchTokens, not both");
}
