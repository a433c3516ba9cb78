// How long the texts are.

/** Summary of lengths, in whatever unit went in (characters, tokens). All 0 when there are none. */
export interface LengthStatistics {
  readonly shortest: number;
  readonly longest: number;
  readonly mean: number;
}

/** @param lengths - Non-negative numbers. */
export function lengthStatistics(lengths: ArrayLike<number>): LengthStatistics {
  let [shortest, longest, sum] = [Number.POSITIVE_INFINITY, 0, 0];
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    sum += length;
  }
  if (lengths.length === 0) return { shortest: 0, longest: 0, mean: 0 };
  return { shortest, longest, mean: sum / lengths.length };
}
