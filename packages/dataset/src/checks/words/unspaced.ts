// Scripts that put no blanks between words.

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const LETTER = /\p{L}/gu;
/** So many of the first texts are looked at, each to so many characters. */
const [MAX_TEXTS, MAX_CHARACTERS] = [200, 200];

/** Whether most letters are of a script without blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
export function isUnspaced(texts: readonly string[]): boolean {
  const sample = texts
    .slice(0, MAX_TEXTS)
    .map((text) => text.slice(0, MAX_CHARACTERS))
    .join(" ");
  return 2 * (sample.match(UNSPACED)?.length ?? 0) > (sample.match(LETTER)?.length ?? 0);
}
