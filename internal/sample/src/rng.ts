// The only source of chance: a 32-bit xorshift, integers only, so that every platform writes the same file.

/** A seeded stream of choices. */
export interface Rng {
  /** An integer in `[low, high]`. */
  between(low: number, high: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T;
}

/**
 * Creates the stream that belongs to a seed (Marsaglia 2003, shifts 13, 17, 5).
 *
 * @param seed - A positive integer below 2^32; xorshift never leaves zero.
 */
export function createRng(seed: number): Rng {
  if (!Number.isInteger(seed) || seed < 1 || seed > 0xffffffff) {
    throw new RangeError(`createRng: expected a seed in 1..4294967295, got ${seed}`);
  }
  let state = seed | 0;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // Neighbouring seeds start out alike; a few rounds pull them apart.
  for (let round = 0; round < 16; round++) next();

  const between = (low: number, high: number): number => low + (next() % (high - low + 1));
  return {
    between,
    chance: (percent) => between(1, 10_000) <= percent * 100,
    pick: (items) => items[between(0, items.length - 1)] as (typeof items)[number],
  };
}
