// Which rows meet in which batch.
//
// Length buckets that stay random, after the usual recipe: shuffle all rows, cut them into pools of 50 batches, sort each pool
// by length, cut it into batches, shuffle the batches. A batch then holds texts of similar length (little padding), while which
// texts meet, and when, changes every epoch.
//
// With a token budget the number of texts in a batch depends on their length, and pools would give another number of batches
// every epoch. There the buckets are fixed instead, as in TensorFlow's `bucket_by_sequence_length`: each holds lengths up to
// 15 % apart (at most so much padding) and has its own batch size; rows are shuffled within buckets, then the batches are.

import { type Rng, range, shuffle } from "../rng.ts";

const BATCHES_PER_POOL = 50;
const BUCKET_GROWTH = 1.15;

/** What decides the batches, beside the rows and the generator. */
export interface BatchOrder {
  /** Most examples a batch. */
  readonly batchSize: number;
  /** Most tokens a batch, counted as if texts were padded to the longest; one longer text makes a batch of its own. */
  readonly maxBatchTokens?: number | undefined;
  readonly shuffle: boolean;
  readonly bucketed?: boolean | undefined;
}

/**
 * Cuts rows into batches; all rows, each as often as it comes.
 *
 * @param times - Of every row of the data set: time steps that it takes in a batch, at least 1.
 * @returns As many batches in every epoch.
 */
export function orderBatches(rows: Int32Array, times: Int32Array, order: BatchOrder, rng: Rng): Int32Array[] {
  const { batchSize, maxBatchTokens = Number.POSITIVE_INFINITY, bucketed = false } = order;
  if (!order.shuffle) return cutByTokens(bucketed ? sortByTime(rows, times) : rows, times, batchSize, maxBatchTokens);
  const shuffled = shuffle(rows.slice(), rng);
  if (maxBatchTokens < Number.POSITIVE_INFINITY) {
    const buckets = gatherBuckets(shuffled, times);
    const batches = buckets.flatMap((bucket) => {
      const longest = bucket.reduce((most, row) => Math.max(most, times[row]!), 1);
      return cut(bucket, Math.min(batchSize, Math.max(1, Math.floor(maxBatchTokens / longest))));
    });
    return shuffleBatches(batches, rng);
  }
  if (!bucketed) return cut(shuffled, batchSize);
  const pools = cut(shuffled, batchSize * BATCHES_PER_POOL);
  return shuffleBatches(
    pools.flatMap((pool) => cut(sortByTime(pool, times), batchSize)),
    rng,
  );
}

function shuffleBatches(batches: readonly Int32Array[], rng: Rng): Int32Array[] {
  return Array.from(shuffle(range(batches.length), rng), (index) => batches[index]!);
}

/** Rows by length, from short to long, in the order in which they come. */
function gatherBuckets(rows: Int32Array, times: Int32Array): Int32Array[] {
  const longest = rows.reduce((most, row) => Math.max(most, times[row]!), 1);
  const bucketOf = new Int32Array(longest + 1);
  let numBuckets = 0;
  for (let end = 1, time = 1; time <= longest; time++) {
    if (time > end) {
      end = Math.max(time, Math.floor(time * BUCKET_GROWTH));
      numBuckets++;
    }
    bucketOf[time] = numBuckets;
  }
  const buckets = Array.from({ length: numBuckets + 1 }, (): number[] => []);
  for (const row of rows) buckets[bucketOf[times[row]!]!]!.push(row);
  return buckets.map((bucket) => Int32Array.from(bucket));
}

function cut(rows: Int32Array, size: number): Int32Array[] {
  const parts: Int32Array[] = [];
  for (let start = 0; start < rows.length; start += size) parts.push(rows.slice(start, start + size));
  return parts;
}

/** Takes rows in order, as many as there is room for. */
function cutByTokens(rows: Int32Array, times: Int32Array, batchSize: number, maxBatchTokens: number): Int32Array[] {
  const parts: Int32Array[] = [];
  let start = 0;
  let longest = 1;
  rows.forEach((row, i) => {
    const size = i - start;
    const longer = Math.max(longest, times[row]!);
    if (size === batchSize || (size > 0 && longer * (size + 1) > maxBatchTokens)) {
      parts.push(rows.slice(start, i));
      start = i;
      longest = times[row]!;
    } else {
      longest = longer;
    }
  });
  if (start < rows.length) parts.push(rows.slice(start));
  return parts;
}

/** Short to long; rows of equal length keep their order. */
function sortByTime(rows: Int32Array, times: Int32Array): Int32Array {
  // Length and position packed in one number: sorting numbers needs no comparison function, which is ten times as fast.
  const keys = new Float64Array(rows.length);
  rows.forEach((row, position) => {
    keys[position] = times[row]! * rows.length + position;
  });
  return Int32Array.from(keys.sort(), (key) => rows[key % rows.length]!);
}
