// A split as ragged token arrays: two flat arrays instead of an object per text.

/** Encoded examples of one split. */
export interface TokenDataset {
  /** All token ids, example after example. */
  readonly tokenIds: Int32Array | Uint16Array;
  /** `[n + 1]`; example `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array;
  /** `[n]`, class indices; -1 for an unlabelled example. */
  readonly labels: Int32Array;
}

/** Number of examples. */
export function countRows(dataset: TokenDataset): number {
  return dataset.offsets.length - 1;
}

/** `[n]`, in tokens. */
export function tokenLengths({ offsets }: Pick<TokenDataset, "offsets">): Int32Array {
  return offsets.subarray(1).map((end, row) => end - offsets[row]!);
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
  const tokenIds = allocateIds(dataset, size);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    tokenIds.set(dataset.tokenIds.subarray(dataset.offsets[row]!, dataset.offsets[row + 1]!), offsets[i]!);
  }
  return { tokenIds, offsets, labels };
}

/**
 * The first `maxLength` tokens of each example, copied; the same data set where none is longer.
 *
 * @param maxLength - In tokens, at least 1.
 */
export function truncateTokens(dataset: TokenDataset, maxLength: number): TokenDataset {
  if (!(maxLength >= 1)) throw new RangeError(`truncateTokens: expected maxLength of at least 1, got ${maxLength}`);
  const lengths = tokenLengths(dataset).map((length) => Math.min(length, maxLength));
  const offsets = new Int32Array(lengths.length + 1);
  lengths.forEach((length, row) => {
    offsets[row + 1] = offsets[row]! + length;
  });
  const size = offsets[lengths.length]!;
  if (size === dataset.tokenIds.length) return dataset;
  const tokenIds = allocateIds(dataset, size);
  lengths.forEach((length, row) => {
    const start = dataset.offsets[row]!;
    tokenIds.set(dataset.tokenIds.subarray(start, start + length), offsets[row]!);
  });
  return { tokenIds, offsets, labels: dataset.labels };
}

/** Room for ids as wide as those of the data set. */
function allocateIds({ tokenIds }: TokenDataset, size: number): Int32Array | Uint16Array {
  return tokenIds instanceof Uint16Array ? new Uint16Array(size) : new Int32Array(size);
}
