// Working with ragged token arrays.

import type { TokenDataset } from "./batch.ts";

/** Number of examples. */
export function countRows(dataset: TokenDataset): number {
  return dataset.offsets.length - 1;
}

/** `[n]`, in tokens. */
export function tokenLengths(dataset: TokenDataset): Int32Array {
  return dataset.offsets.subarray(1).map((end, row) => end - dataset.offsets[row]!);
}

/**
 * The examples at `rows`, in that order, copied; a row may come more than once.
 *
 * @throws RangeError for a row outside `0 .. n - 1`.
 */
export function selectRows(dataset: TokenDataset, rows: ArrayLike<number>): TokenDataset {
  const n = countRows(dataset);
  const offsets = new Int32Array(rows.length + 1);
  const labels = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(row >= 0 && row < n)) throw new RangeError(`selectRows: expected a row in 0..${n - 1}, got ${row}`);
    offsets[i + 1] = offsets[i]! + dataset.offsets[row + 1]! - dataset.offsets[row]!;
    labels[i] = dataset.labels[row]!;
  }
  const size = offsets[rows.length]!;
  const tokenIds = dataset.tokenIds instanceof Uint16Array ? new Uint16Array(size) : new Int32Array(size);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    tokenIds.set(dataset.tokenIds.subarray(dataset.offsets[row]!, dataset.offsets[row + 1]!), offsets[i]!);
  }
  return { tokenIds, offsets, labels };
}
