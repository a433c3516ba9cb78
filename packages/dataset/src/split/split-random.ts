// A split by chance alone.

import { createRng, range, shuffle } from "../rng.ts";
import { assignRun, type SplitFractions, type Splits, sum, toShares, toSplits } from "./splits.ts";

/**
 * Splits at random. Sizes are rounded as PyTorch's `random_split` rounds them: down, then the remaining rows one each to
 * train, validation, test (a split with fraction 0 gets none).
 *
 * @param n - Number of rows.
 * @param fractions - Sum 1, within 1e-6.
 * @param seed - Safe integer; same seed, same split.
 */
export function splitRandom(n: number, fractions: SplitFractions, seed: number): Splits {
  const shares = toShares(fractions);
  const sizes = shares.map((share) => Math.floor(n * share));
  const open = shares.flatMap((share, split) => (share > 0 ? [split] : []));
  const remainder = n - sum(sizes);
  for (let i = 0; i < remainder; i++) sizes[open[i % open.length]!]! += 1;

  const rows = shuffle(range(n), createRng(seed));
  return toSplits(n, (assign) => assignRun(rows, sizes, assign));
}
