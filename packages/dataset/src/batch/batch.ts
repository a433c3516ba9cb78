// The shape in which examples travel: ragged token arrays, for a whole split as for one step.

/** Encoded examples of one split, ragged: two flat arrays instead of an object per text. */
export interface TokenDataset {
  /** All token ids, example after example. */
  readonly tokenIds: Int32Array | Uint16Array;
  /** `[n + 1]`; example `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array;
  /** `[n]`, class indices; -1 for an unlabelled example. */
  readonly labels: Int32Array;
}

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
