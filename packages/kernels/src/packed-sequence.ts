// Ragged batches without padding: rows sorted by length, then laid out timestep by timestep.
//
// Shapes: B = batch size, T = longest sequence, N = tokens in the batch. A sequence tensor is `[N, D]`; the rows of
// timestep t are `offsets[t] .. offsets[t + 1]`, one for each sequence longer than t, longest sequence first. No op then
// does work on padding. The layout is that of PyTorch's `PackedSequence`.

/** Which row of a packed `[N, D]` tensor belongs to which sequence and timestep. */
export interface PackedLayout {
  /** N. */
  readonly numTokens: number;
  /** `[T]`, sequences that are longer than t; never increasing, never 0. */
  readonly batchSizes: Int32Array;
  /** `[T + 1]`, first row of each timestep. */
  readonly offsets: Int32Array;
  /** `[B]`, the batch row of each sequence, longest first (ties in batch order). */
  readonly sortedIndices: Int32Array;
  /** `[B]`, lengths in that order. */
  readonly sortedLengths: Int32Array;
}

/** Token ids `[N]` with their layout. */
export interface PackedSequence {
  readonly tokenIds: Int32Array;
  readonly layout: PackedLayout;
}

/**
 * Drops the padding of a batch.
 *
 * @param tokenIds - Row-major `[B, T]`.
 * @param lengths - `[B]`, in tokens, each in `0..T`.
 */
export function packSequence(tokenIds: Int32Array, lengths: Int32Array): PackedSequence {
  const stride = lengths.length === 0 ? 0 : tokenIds.length / lengths.length;
  if (!Number.isInteger(stride)) {
    throw new RangeError(`packSequence: ${tokenIds.length} token ids do not make ${lengths.length} rows of one length`);
  }
  const layout = packedLayout(lengths);
  const { batchSizes, offsets, sortedIndices } = layout;
  if (batchSizes.length > stride) {
    throw new RangeError(`packSequence: a length of ${batchSizes.length} does not fit rows of ${stride} tokens`);
  }
  const packed = new Int32Array(layout.numTokens);
  for (let t = 0; t < batchSizes.length; t++) {
    for (let i = 0; i < batchSizes[t]!; i++) packed[offsets[t]! + i] = tokenIds[sortedIndices[i]! * stride + t]!;
  }
  return { tokenIds: packed, layout };
}

/** The layout of sequences of these lengths (`[B]`, in tokens, each at least 0). */
export function packedLayout(lengths: Int32Array): PackedLayout {
  const negative = lengths.findIndex((length) => length < 0);
  if (negative >= 0) {
    throw new RangeError(`packedLayout: expected lengths of at least 0, got ${lengths[negative]} at ${negative}`);
  }
  const sortedIndices = Int32Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const sortedLengths = sortedIndices.map((row) => lengths[row]!);
  const numSteps = sortedLengths[0] ?? 0;
  const batchSizes = new Int32Array(numSteps);
  const offsets = new Int32Array(numSteps + 1);
  let active = lengths.length;
  for (let t = 0; t < numSteps; t++) {
    while (sortedLengths[active - 1]! <= t) active--;
    batchSizes[t] = active;
    offsets[t + 1] = offsets[t]! + active;
  }
  return { numTokens: offsets[numSteps]!, batchSizes, offsets, sortedIndices, sortedLengths };
}
