// Which texts count as the same, and a hash of them that is the same on every machine.

import { mixHash } from "./_hash.ts";

/**
 * Texts with the same canonical form are duplicates: they differ at most by case, white space, invisible characters and
 * Unicode form (NFKC).
 */
export function canonicalText(text: string): string {
  const plain = text.toLowerCase();
  // Only ASCII: nothing to compose and nothing invisible.
  const composed = /^[\x20-\x7e]*$/.test(plain) ? plain : plain.normalize("NFKC").replace(/\p{Cf}/gu, "");
  return composed.replace(/\s+/g, " ").trim();
}

/** Unsigned 32-bit hash of the UTF-16 units of a text. */
export function hashText(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixHash(hash ^ text.length);
}
