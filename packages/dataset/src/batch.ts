// The shapes in which examples travel: ragged token arrays for a whole split, padded rectangles for one step.

/** Encoded examples of one split, ragged: two flat arrays instead of an object per text. */
export interface TokenDataset {
  /** All token ids, example after example. */
  readonly tokenIds: Int32Array | Uint16Array;
  /** `[n + 1]`; example `i` owns `tokenIds[offsets[i] .. offsets[i + 1])`. */
  readonly offsets: Int32Array;
  /** `[n]`, class indices; -1 for an unlabelled example. */
  readonly labels: Int32Array;
}

/** A right-padded batch. */
export interface Batch {
  /** Row-major `[B, T]`; positions past `lengths[b]` hold the padding id. */
  readonly tokenIds: Int32Array;
  /** `[B]`, in tokens, each in `0..T`. */
  readonly lengths: Int32Array;
  /** `[B]`, class indices; -1 for an unlabelled example. */
  readonly labels: Int32Array;
  /** `[B]`, positions of the examples in their split. */
  readonly rows: Int32Array;
}
