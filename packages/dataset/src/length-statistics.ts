// How long the texts are.

/** Summary of lengths, in whatever unit went in (characters, tokens). All 0 when there are none. */
export interface LengthStatistics {
  readonly count: number;
  readonly shortest: number;
  readonly longest: number;
  readonly mean: number;
  /** Half of the values are at most this. */
  readonly median: number;
  /** 95 % of the values are at most this. */
  readonly p95: number;
}

/** @param lengths - Non-negative numbers, in any order; left as they are. */
export function lengthStatistics(lengths: ArrayLike<number>): LengthStatistics {
  const sorted = Float64Array.from(lengths).sort();
  const count = sorted.length;
  let sum = 0;
  for (const length of sorted) sum += length;
  // Nearest rank: always a length that occurs.
  const rank = (fraction: number): number => sorted[Math.max(0, Math.ceil(fraction * count) - 1)] ?? 0;
  return {
    count,
    shortest: sorted[0] ?? 0,
    longest: sorted[count - 1] ?? 0,
    mean: count === 0 ? 0 : sum / count,
    median: rank(0.5),
    p95: rank(0.95),
  };
}
