// Counter-based random numbers: a value is a function of (key, counter), so that it needs no state and is the same for
// every engine, thread count and resumed run.

/**
 * Mixes 32 bits; a bijection on uint32.
 *
 * The constants are "lowbias32" (Chris Wellons, hash-prospector, 2018): avalanche bias 0.17 of 1000.
 */
export function hash32(x: number): number {
  let h = x >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A uint32 key for one use of `seed`, such as (step, layer). */
export function deriveSeed(seed: number, ...counters: readonly number[]): number {
  let key = hash32(seed);
  for (const counter of counters) key = hash32(key ^ hash32(counter + 0x9e3779b9));
  return key;
}
