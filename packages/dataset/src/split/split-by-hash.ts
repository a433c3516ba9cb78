// A split that a row keeps when others are added or removed.

import { createRng } from "../rng.ts";
import { canonicalText, hashText } from "../text-hash.ts";
import { type SplitFractions, type Splits, toShares, toSplits } from "./splits.ts";

/**
 * Sends each row where a hash of its text says: neither the other rows nor the order of the file matter, and equal texts
 * (but for case, white space and Unicode form) are never on two sides. Sizes come out near the fractions, not exactly:
 * within 2 * sqrt(n * share * (1 - share)) rows in 95 of 100 cases, when texts are distinct. Small classes may miss a split.
 *
 * @param texts - `[n]`.
 * @param fractions - Sum 1, within 1e-6. Growing `train` alone takes rows from the next split only.
 * @param seed - Safe integer; another seed is another split.
 */
export function splitByHash(texts: readonly string[], fractions: SplitFractions, seed: number): Splits {
  const [train, validation, test] = toShares(fractions) as [number, number, number];
  // Rounding must not send a row to a split of fraction 0.
  const [firstEnd, secondEnd] = [validation + test === 0 ? 1 : train, test === 0 ? 1 : train + validation];
  const hashSeed = createRng(seed).uint32();
  return toSplits(texts.length, (assign) => {
    texts.forEach((text, row) => {
      const position = hashText(canonicalText(text), hashSeed) / 2 ** 32;
      assign(row, position < firstEnd ? 0 : position < secondEnd ? 1 : 2);
    });
  });
}
