// Features of many examples, of which each has few. n = examples, F = features.

/** Row `i` owns the entries `offsets[i] .. offsets[i + 1]`. */
export interface SparseRows {
  /** Features in `0..F-1`, each once a row. */
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** `[n + 1]`. */
  readonly offsets: Int32Array;
}
