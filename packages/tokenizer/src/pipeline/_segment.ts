// Words of scripts that are written without spaces, by the runtime's own dictionaries.

/** A character of a script written without spaces. */
export const SPACELESS: RegExp =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// `Intl.Segmenter` takes quadratic time on a long run (100,000 Han characters: seconds), so it gets short pieces.
const PIECE = 256;
// A word that the end of a piece may have cut, with what the dictionary made of its rest, is no longer than this.
const OVERLAP = 16;

/** Makes the function that splits a token into words; a token of other scripts stays whole. */
export function createSegmenter(): (token: string) => string[] {
  if (typeof Intl !== "object" || !("Segmenter" in Intl)) {
    throw new Error(
      'buildTokenizer: segmentation "dictionary" needs Intl.Segmenter, which this runtime lacks; use "spaces"',
    );
  }
  const segmenter = new Intl.Segmenter("en", { granularity: "word" });
  return (token) => (SPACELESS.test(token) ? segmentToken(token, segmenter) : [token]);
}

function segmentToken(token: string, segmenter: Intl.Segmenter): string[] {
  const words: string[] = [];
  let start = 0;
  while (start < token.length) {
    let end = Math.min(start + PIECE, token.length);
    if (end < token.length && isLowSurrogate(token.charCodeAt(end))) end--;
    const piece = Array.from(segmenter.segment(token.slice(start, end)), ({ segment }) => segment);
    // The words at the end of a piece open the next one: the cut may have changed them.
    const safe = end === token.length ? end : end - OVERLAP;
    for (const word of piece) {
      if (start >= safe) break;
      words.push(word);
      start += word.length;
    }
  }
  return words;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
