// Copies some examples of a split into one batch.

import type { TokenDataset } from "./token-dataset.ts";

/** The examples of one step, N tokens in all; N is 0 where every text is empty. */
export interface Batch {
  /** `[N]`, example after example. */
  readonly tokenIds: Int32Array;
  /** `[B + 1]`; example `b` owns `tokenIds[offsets[b] .. offsets[b + 1])`. */
  readonly offsets: Int32Array;
  /** `[B]`, class indices; -1 for an unlabelled example. */
  readonly labels: Int32Array;
  /** `[B]`, positions of the examples in their split. */
  readonly rows: Int32Array;
}

/**
 * Padding that is read as text, as pipelines without masking have it: with `padToLength` every row has exactly so many tokens,
 * cut or filled with `padId`. Default: rows are as long as they are, and `padId` has no effect.
 */
export type Padding =
  | { readonly padToLength: number; readonly padId: number }
  | { readonly padToLength?: undefined; readonly padId?: number | undefined };

/** @param rows - `[B]`, positions in `dataset`. */
export function collate(dataset: TokenDataset, rows: Int32Array, padding: Padding = {}): Batch {
  const { padToLength } = padding;
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, b) => {
    offsets[b + 1] = offsets[b]! + (padToLength ?? dataset.offsets[row + 1]! - dataset.offsets[row]!);
  });
  const tokenIds = new Int32Array(offsets[rows.length]!);
  if (padding.padToLength !== undefined && padding.padId !== 0) tokenIds.fill(padding.padId);
  rows.forEach((row, b) => {
    const start = dataset.offsets[row]!;
    const end = Math.min(dataset.offsets[row + 1]!, start + (padToLength ?? Number.POSITIVE_INFINITY));
    tokenIds.set(dataset.tokenIds.subarray(start, end), offsets[b]!);
  });
  return { tokenIds, offsets, labels: rows.map((row) => dataset.labels[row]!), rows };
}
