// A small seeded random generator, so that a run repeats exactly on any machine.
//
// xoshiro128** (Blackman and Vigna, 2018): 128 bits of state, period 2^128 - 1, only 32-bit operations.
// splitmix32 spreads the seed over the state, so that seeds 1 and 2 have nothing in common.

/** A stream of random numbers. */
export interface Rng {
  /** Next integer in `0 .. 2^32 - 1`. */
  uint32(): number;
  /** Next fraction in `[0, 1)`, 32 bits fine. */
  float(): number;
  /** Next integer in `0 .. n - 1`, every one equally likely; `n` in `1 .. 2^32`. */
  below(n: number): number;
}

const TWO_32 = 2 ** 32;

/**
 * @param seed - Any safe integer.
 * @param stream - Numbers that select an independent stream of the same seed, such as the epoch.
 */
export function createRng(seed: number, ...stream: number[]): Rng {
  let hash = 0;
  const mix = (value: number): number => {
    hash = (hash + 0x9e3779b9 + value) | 0;
    let z = hash;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  for (const value of [seed, ...stream]) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`createRng: expected a safe integer as seed, got ${value}`);
    hash = mix((value % TWO_32) | 0);
    hash = mix(Math.floor(value / TWO_32) | 0);
  }
  return createXoshiro([mix(0), mix(0), mix(0), mix(0)]);
}

/** @param state - Four 32-bit words, not all of them 0. */
export function createXoshiro(state: readonly [number, number, number, number]): Rng {
  let [a, b, c, d] = state;

  const uint32 = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    uint32,
    float: () => uint32() / TWO_32,
    below(n) {
      // Numbers past the last whole multiple of n would favour small results: draw again.
      const limit = TWO_32 - (TWO_32 % n);
      let value = uint32();
      while (value >= limit) value = uint32();
      return value % n;
    },
  };
}

/** Shuffles in place, every order equally likely (Fisher and Yates), and returns the same array. */
export function shuffle(values: Int32Array, rng: Rng): Int32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
  return values;
}

/** The integers `0 .. n - 1` in order. */
export function range(n: number): Int32Array {
  const values = new Int32Array(n);
  for (let i = 0; i < n; i++) values[i] = i;
  return values;
}
