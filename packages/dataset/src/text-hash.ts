// Which texts count as the same, and a hash of them that is the same on every machine.

import { mixHash } from "./mix-hash.ts";

/** Characters of Latin text that NFKC leaves as they are: most texts need no more than lower case. */
const PLAIN = /^[\x20-\x7e¡«»¿À-ÖØ-öø-ÿ–—‘’“”]*$/;

/**
 * Texts with the same canonical form are duplicates: they differ at most by case, white space, invisible characters and
 * Unicode form (NFKC).
 */
export function canonicalText(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return (lower.includes("  ") ? lower.replace(/ +/g, " ") : lower).trim();
  return lower
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Unsigned 32-bit hash of the UTF-16 units of a text. */
export function hashText(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixHash(hash ^ text.length);
}
