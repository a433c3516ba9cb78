// Spreads the bits of an integer over all 32.

/** The finaliser of MurmurHash3 (Appleby, 2011); unsigned. A bijection: different values stay different. */
export function mixHash(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
