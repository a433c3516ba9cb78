// Ragged batches without padding: sequences sorted by length, then laid out timestep by timestep.
//
// Shapes: B = batch size, T = longest sequence, N = tokens in the batch. A sequence tensor is `[N, D]`; the rows of
// timestep t are `offsets[t] .. offsets[t + 1]`, one for each sequence longer than t, longest sequence first. No op then
// does work on padding. The layout is that of PyTorch's `PackedSequence`.

import type { PackedLayout } from "../contract.ts";

/** The token ids of a batch, sequence after sequence: what a model takes. */
export interface RaggedTokens {
  /** `[N]`. */
  readonly tokenIds: Int32Array;
  /** `[B + 1]`, from 0 to N, never falling: sequence b owns `tokenIds[offsets[b] .. offsets[b + 1] - 1]`. */
  readonly offsets: Int32Array;
}

/** The same ids timestep by timestep. */
export interface PackedSequence {
  /** `[N]`. */
  readonly tokenIds: Int32Array;
  readonly layout: PackedLayout;
}

/**
 * Lays the tokens of a ragged batch out timestep by timestep.
 *
 * @param tokenIds - `[N]`, sequence after sequence.
 * @param offsets - `[B + 1]`, where each sequence begins in them, and N.
 */
export function packSequence(tokenIds: Int32Array, offsets: Int32Array): PackedSequence {
  const numSequences = offsets.length - 1;
  if (offsets[0] !== 0 || offsets[numSequences] !== tokenIds.length) {
    const ends = `${offsets[0]} to ${offsets[numSequences]}`;
    throw new RangeError(`packSequence: expected offsets from 0 to ${tokenIds.length}, got ${ends}`);
  }
  const lengths = new Int32Array(numSequences);
  for (let b = 0; b < numSequences; b++) {
    lengths[b] = offsets[b + 1]! - offsets[b]!;
    if (lengths[b]! < 0) {
      throw new RangeError(
        `packSequence: expected offsets that never fall, got ${offsets[b]} and ${offsets[b + 1]} at ${b}`,
      );
    }
  }
  const layout = packedLayout(lengths);
  const packed = new Int32Array(layout.numTokens);
  layout.batchSizes.forEach((numRows, t) => {
    const first = layout.offsets[t]!;
    for (let i = 0; i < numRows; i++) packed[first + i] = tokenIds[offsets[layout.sortedIndices[i]!]! + t]!;
  });
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
