// The tokens of a batch without repetition: what a first layer computes from a token, it computes once.

/** The tokens of a batch, each once. */
export interface DistinctTokens {
  /** `[R]`, ascending. */
  readonly tokenIds: Int32Array;
  /** `[N]`, where each token of the batch stands in `tokenIds`. */
  readonly rowIndex: Int32Array;
}

/** @param tokenIds - `[N]`, each at least 0. */
export function distinctTokens(tokenIds: Int32Array): DistinctTokens {
  let limit = 0;
  for (const id of tokenIds) limit = Math.max(limit, id + 1);
  const position = new Int32Array(limit);
  for (const id of tokenIds) position[id] = 1;
  let numRows = 0;
  const rows = tokenIds.slice(0, limit);
  for (let id = 0; id < limit; id++) {
    if (position[id] === 0) continue;
    rows[numRows] = id;
    position[id] = numRows++;
  }
  return { tokenIds: rows.slice(0, numRows), rowIndex: tokenIds.map((id) => position[id]!) };
}
