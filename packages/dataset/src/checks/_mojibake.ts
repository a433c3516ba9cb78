// UTF-8 that was read as Windows-1252: é became Ã©, a curly quote â€œ.
//
// The same characters come about in correct text, where a capital or an accented letter meets typography: PERÚ”, liberté »,
// Spaß“. What they would have been tells the two apart: a rare letter that stands alone is no letter.

const BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const CHARS = Array.from(new TextDecoder("windows-1252").decode(BYTES));
/** C1 control characters, which are not in the map, are their own bytes. */
const BYTE_OF: ReadonlyMap<string, number> = new Map(CHARS.map((char, byte) => [char, byte]));

const CONTINUATION = `[\\u0080-\\u00bf${CHARS.slice(0x80, 0xc0).join("")}]`;
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${CONTINUATION}|[\\u00e0-\\u00ef]${CONTINUATION}{2}|\\u00f0${CONTINUATION}{3}`,
  "g",
);

/** What text in Latin letters has of non-ASCII: letters of Europe and Vietnam, signs, typography, emoji, a mark. */
const USUAL =
  /[\u00a0-\u017f\u0218-\u021b\u1e9e-\u1ef9\u2010-\u205e\u20a0-\u22ff\u2500-\u27bf\ufeff\u{1f300}-\u{1faff}]/u;

/** After a letter and before none: the end of a word, with what closes it. */
const CLOSING = /^\p{L}[\u00a0«»‘’“”„‚…–—‹›]+$/u;

/** Whether a text has signs of a wrong decoding, or the mark of a decoder that gave up. */
export function isMojibake(text: string): boolean {
  if (text.includes("\ufffd")) return true;
  let previousEnd = -1;
  for (const { 0: found, index } of text.matchAll(SEQUENCE)) {
    const decoded = new TextDecoder().decode(Uint8Array.from(found, (char) => BYTE_OF.get(char) ?? char.charCodeAt(0)));
    if (decoded.includes("\ufffd")) continue;
    const end = index + found.length;
    // Two in a row are a word of another script.
    if (index === previousEnd) return true;
    const endsWord = /\p{L}/u.test(text.charAt(index - 1)) && !/\p{L}/u.test(text.charAt(end));
    if (USUAL.test(decoded) && !(endsWord && CLOSING.test(found))) return true;
    previousEnd = end;
  }
  return false;
}
