// Groups of texts that are nearly the same, in time linear in the texts.
//
// Likeness is the resemblance of Broder (1997): texts as sets of their 5-character substrings, |A and B| / |A or B|. Five
// characters are what Leskovec, Rajaraman and Ullman ("Mining of Massive Datasets", 3.2) advise for short texts; unlike
// words they need no spaces. MinHash by one permutation (Li, Owen and Zhang 2012): every substring is hashed once and
// falls into one of 80 bins, and each bin keeps its least hash; empty bins borrow from others (Shrivastava 2017). The
// bins form 16 bands of 5: texts that agree in a band meet in a bucket, which happens to 99.8 % of the pairs of likeness
// 0.8, to 0.02 % of those of 0.1. Each newcomer is compared with the first of its bucket: by the low bytes of the bins (Li
// and König 2010), and exactly if those say that it may be worth it.

import { mixHash } from "../mix-hash.ts";
import { canonicalText } from "../text-hash.ts";

const SHINGLE = 5;
const NUM_BANDS = 16;
const ROWS_PER_BAND = 5;
const NUM_BINS = NUM_BANDS * ROWS_PER_BAND;
const EMPTY = 0x7fffffff;

/** Four standard deviations of a likeness of 0.8 estimated from 80 bins: 4 * sqrt(0.8 * 0.2 / 80). */
const MARGIN = 0.18;

/** 5-character substrings are hashed as numbers in this base, modulo 2^32. */
const BASE = 0x01000193;
const LEADING = [1, 2, 3, 4].reduce((power) => Math.imul(power, BASE), 1);

/**
 * Finds near duplicates, by canonical form (case, white space and Unicode form do not count).
 *
 * @param texts - `[n]`.
 * @param rows - Which texts to compare, ascending; leave out exact duplicates to save time.
 * @param threshold - Least likeness, in `(0, 1]`. Default 0.8, as in Lee et al. (2022), "Deduplicating training data makes
 *   language models better". At 0.8 two texts of 75 characters differ by one short word.
 * @returns `[n]`, for each text the first row of its group; a text without near duplicates, or left out, is its own.
 */
export function findNearDuplicates(
  texts: readonly string[],
  rows: Int32Array = Int32Array.from(texts.keys()),
  threshold = 0.8,
): Int32Array {
  const bands = new Int32Array(rows.length * NUM_BANDS);
  const lowBytes = new Uint8Array(rows.length * NUM_BINS);
  const bins = new Int32Array(NUM_BINS);
  rows.forEach((row, i) => {
    fillBins(shingleHashes(texts[row]!), bins);
    for (let band = 0; band < NUM_BANDS; band++) bands[band * rows.length + i] = hashBand(bins, band);
    lowBytes.set(bins, i * NUM_BINS);
  });
  const maybeNear = (i: number, j: number): boolean => {
    let equal = 0;
    for (let bin = 0; bin < NUM_BINS; bin++) {
      equal += Number(lowBytes[i * NUM_BINS + bin] === lowBytes[j * NUM_BINS + bin]);
    }
    return equal >= (threshold - MARGIN) * NUM_BINS;
  };

  const first = Int32Array.from(texts.keys());
  const find = (row: number): number => {
    let root = row;
    while (first[root] !== root) root = first[root]!;
    first[row] = root;
    return root;
  };
  for (let band = 0; band < NUM_BANDS; band++) {
    const buckets = new Map<number, number>();
    rows.forEach((row, i) => {
      const key = bands[band * rows.length + i]!;
      const j = buckets.get(key);
      if (j === undefined) {
        buckets.set(key, i);
        return;
      }
      const other = rows[j]!;
      const [a, b] = [find(other), find(row)];
      if (a === b || !maybeNear(i, j) || resemblance(texts[other]!, texts[row]!) < threshold) return;
      first[Math.max(a, b)] = Math.min(a, b);
    });
  }
  return first.map((_, row) => find(row));
}

/** |A and B| / |A or B| of the 5-character substrings of two texts, in `[0, 1]`. */
export function resemblance(a: string, b: string): number {
  const inA = new Set(shingleHashes(a));
  const inB = new Set(shingleHashes(b));
  let both = 0;
  for (const hash of inA) if (inB.has(hash)) both++;
  return both / (inA.size + inB.size - both);
}

/** A hash of each 5-character substring, repeated ones repeated; one of the whole where the text is shorter. */
function shingleHashes(text: string): Int32Array {
  const units = canonicalText(text);
  const hashes = new Int32Array(Math.max(1, units.length - SHINGLE + 1));
  let rolling = 0;
  for (let i = 0; i < units.length; i++) {
    if (i >= SHINGLE) rolling = (rolling - Math.imul(LEADING, units.charCodeAt(i - SHINGLE))) | 0;
    rolling = (Math.imul(rolling, BASE) + units.charCodeAt(i)) | 0;
    if (i >= SHINGLE - 1) hashes[i - SHINGLE + 1] = mixHash(rolling);
  }
  if (units.length < SHINGLE) hashes[0] = mixHash(rolling);
  return hashes;
}

function fillBins(hashes: Int32Array, bins: Int32Array): void {
  bins.fill(EMPTY);
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!;
    // The high bits choose the bin, evenly.
    const bin = ((hash >>> 16) * NUM_BINS) >>> 16;
    if (hash < bins[bin]!) bins[bin] = hash;
  }
  const filled = bins.slice();
  for (let bin = 0; bin < NUM_BINS; bin++) {
    // The same chain of lenders for every text, so that like texts borrow alike.
    for (let attempt = 1; bins[bin] === EMPTY && attempt < 4096; attempt++) {
      bins[bin] = filled[mixHash(bin * 4096 + attempt) % NUM_BINS]!;
    }
  }
}

function hashBand(bins: Int32Array, band: number): number {
  let hash = 0;
  for (let i = band * ROWS_PER_BAND; i < (band + 1) * ROWS_PER_BAND; i++) hash = mixHash(hash + bins[i]!);
  return hash | 0;
}
