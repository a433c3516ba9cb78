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

/**
 * A uint32 key for one use of `seed`.
 *
 * What is hashed is the length of the purpose, its characters and the counters, in this order, so that no two uses hash
 * the same words: a purpose never meets the counters of another.
 *
 * @param seed - A safe integer.
 * @param purpose - What the key is for, such as `"dropout"`.
 * @param counters - Which of its uses, such as step and layer.
 */
export function deriveSeed(seed: number, purpose: string, ...counters: readonly number[]): number {
  const high = Math.floor(seed / 2 ** 32);
  let key = mix(high === 0 ? hash32(seed) : mix(hash32(seed), high), purpose.length);
  for (let i = 0; i < purpose.length; i++) key = mix(key, purpose.charCodeAt(i));
  for (const counter of counters) key = mix(key, counter);
  return key;
}

function mix(key: number, word: number): number {
  return hash32(key ^ hash32(word + 0x9e3779b9));
}

/** Dropout drops the elements whose hash is below it; in `0..2^32`. */
export function keepThreshold(rate: number): number {
  return Math.round(rate * 2 ** 32);
}
