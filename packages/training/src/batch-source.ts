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

export function countExamples({ offsets }: RaggedTokens): number {
  return offsets.length - 1;
}
