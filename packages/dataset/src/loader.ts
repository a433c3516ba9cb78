// Batches for training and evaluation: which rows, in which order.
//
// Length buckets that stay random, after the usual recipe: shuffle all rows, cut them into pools of 50 batches, sort each pool
// by length, cut it into batches, shuffle the batches. A batch then holds texts of similar length (little padding), while which
// texts meet, and when, changes every epoch.

import type { Batch, TokenDataset } from "./batch.ts";
import { type CollateOptions, collate } from "./collate.ts";
import { createRng, type Rng, range, shuffle } from "./rng.ts";
import { tokenLengths } from "./token-dataset.ts";

const BATCHES_PER_POOL = 50;

/** How to make batches. */
export interface LoaderOptions extends CollateOptions {
  /** Examples a batch; the last batch of an epoch may hold fewer. */
  readonly batchSize: number;
  /** Safe integer; same seed and epoch, same batches. Needed when `shuffle` is on. Default 0. */
  readonly seed?: number;
  /** New order every epoch (training) or always the same (evaluation). */
  readonly shuffle: boolean;
  /**
   * Puts texts of similar length together. With `shuffle` off, rows come from short to long: quick to evaluate, and
   * `batch.rows` says where each result belongs. Default false: without `shuffle`, rows in order.
   */
  readonly bucketed?: boolean;
  /** Leaves out examples without a token. Default false. */
  readonly dropEmpty?: boolean;
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
   *   was with the epoch and the number of batches done.
   * @param firstBatch - Batches to skip, for such a run. Default 0.
   */
  epoch(epoch: number, firstBatch?: number): Iterable<Batch>;
}

/** @throws RangeError when `batchSize` or `padToLength` is no positive integer. */
export function createLoader(dataset: TokenDataset, options: LoaderOptions): Loader {
  const { batchSize, seed = 0, dropEmpty = false } = options;
  checkPositive("batchSize", batchSize);
  if (options.padToLength !== undefined) checkPositive("padToLength", options.padToLength);
  const lengths = tokenLengths(dataset);
  const allRows = range(lengths.length);
  const rows = dropEmpty ? allRows.filter((row) => lengths[row]! > 0) : allRows;

  return {
    numBatches: Math.ceil(rows.length / batchSize),
    numRows: rows.length,
    *epoch(epoch, firstBatch = 0) {
      const batches = orderBatches(rows, lengths, options, createRng(seed, epoch));
      for (const batch of batches.slice(firstBatch)) yield collate(dataset, batch, options);
    },
  };
}

function orderBatches(rows: Int32Array, lengths: Int32Array, options: LoaderOptions, rng: Rng): Int32Array[] {
  const { batchSize, bucketed = false } = options;
  if (!options.shuffle) return cut(bucketed ? sortByLength(rows, lengths) : rows, batchSize);
  const shuffled = shuffle(rows.slice(), rng);
  if (!bucketed) return cut(shuffled, batchSize);
  const pools = cut(shuffled, batchSize * BATCHES_PER_POOL);
  const batches = pools.flatMap((pool) => cut(sortByLength(pool, lengths), batchSize));
  return [...shuffle(range(batches.length), rng)].map((index) => batches[index]!);
}

function cut(rows: Int32Array, size: number): Int32Array[] {
  const parts: Int32Array[] = [];
  for (let start = 0; start < rows.length; start += size) parts.push(rows.slice(start, start + size));
  return parts;
}

/** Short to long; rows of equal length keep their order. */
function sortByLength(rows: Int32Array, lengths: Int32Array): Int32Array {
  // Length and position packed in one number: sorting numbers needs no comparison function, which is ten times as fast.
  const keys = new Float64Array(rows.length);
  rows.forEach((row, position) => {
    keys[position] = lengths[row]! * rows.length + position;
  });
  return Int32Array.from(keys.sort(), (key) => rows[key % rows.length]!);
}

function checkPositive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`createLoader: expected ${name} to be a positive integer, got ${value}`);
  }
}
