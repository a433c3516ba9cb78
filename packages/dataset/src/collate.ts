// Turns ragged examples into one rectangular batch.
//
// Shapes: B = batch size, T = longest sequence in the batch.

import type { Batch, TokenDataset } from "./batch.ts";

/** How to pad. */
export interface CollateOptions {
  /** Fill value for positions past the end of a sequence. Default 0. */
  readonly padId?: number | undefined;
  /**
   * Pads and truncates every example to this many tokens, and counts the padding as tokens (`lengths` are all equal), as
   * pipelines without masking do. Default: pad to the longest of the batch, and let `lengths` tell tokens from padding.
   */
  readonly padToLength?: number | undefined;
}

/**
 * @param rows - `[B]`, positions in `dataset`.
 * @returns T is at least 1, so that a batch of empty texts still has a shape.
 */
export function collate(dataset: TokenDataset, rows: Int32Array, options: CollateOptions = {}): Batch {
  const { padId = 0, padToLength } = options;
  const { offsets } = dataset;
  const lengths = rows.map((row) => offsets[row + 1]! - offsets[row]!);
  const time = padToLength ?? lengths.reduce((longest, length) => Math.max(longest, length), 1);

  const tokenIds = new Int32Array(rows.length * time);
  if (padId !== 0) tokenIds.fill(padId);
  rows.forEach((row, b) => {
    const start = offsets[row]!;
    tokenIds.set(dataset.tokenIds.subarray(start, start + Math.min(lengths[b]!, time)), b * time);
  });
  if (padToLength !== undefined) lengths.fill(padToLength);
  return { tokenIds, lengths, labels: rows.map((row) => dataset.labels[row]!), rows };
}
