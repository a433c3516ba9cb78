// Where batches come from.

import type { Batch } from "@newsclf/dataset";
import type { RaggedTokens } from "@newsclf/kernels";

/** The batches of one split; `createLoader` of `@newsclf/dataset` makes one. */
export interface BatchSource<B extends RaggedTokens = Batch> {
  /** Batches an epoch. */
  readonly numBatches: number;
  /**
   * @param epoch - 0-based; may select the order.
   * @param firstBatch - Batches to skip, for a run that goes on in the middle of an epoch. Default 0.
   */
  epoch(epoch: number, firstBatch?: number): Iterable<B>;
}

/** Stops before the next item once the signal is aborted. */
export function* untilAborted<T>(items: Iterable<T>, signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}

/** So many items at a time; the last group may have fewer. */
export function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** The first batches of each epoch; no others are made. @param count - At least 1. */
export function firstBatches<B extends RaggedTokens>(source: BatchSource<B>, count: number): BatchSource<B> {
  const numBatches = Math.min(count, source.numBatches);
  return {
    numBatches,
    *epoch(epoch, firstBatch = 0) {
      if (firstBatch >= numBatches) return;
      let done = firstBatch;
      for (const batch of source.epoch(epoch, firstBatch)) {
        yield batch;
        if (++done === numBatches) return;
      }
    },
  };
}

export function countExamples({ offsets }: RaggedTokens): number {
  return offsets.length - 1;
}
