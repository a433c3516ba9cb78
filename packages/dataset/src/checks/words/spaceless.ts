// Words where nobody writes spaces between them.

const SCRIPTS =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

/** A character of a script that is written without spaces. */
export const SPACELESS: RegExp = new RegExp(`[${SCRIPTS}]`, "u");

const PARTS = new RegExp(`[${SCRIPTS}]\\p{M}*|[^${SCRIPTS}]+`, "gu");

/**
 * Pairs of neighbouring characters of such scripts, as search engines index them (Lucene's CJK bigrams): nearly as good as
 * words for statistics, and without a dictionary. What else is in the run stays whole.
 */
export function splitSpaceless(run: string): string[] {
  const parts = run.match(PARTS) ?? [];
  return parts.flatMap((part, i) => {
    if (!SPACELESS.test(part)) return [part];
    const next = parts[i + 1];
    if (next !== undefined && SPACELESS.test(next)) return [part + next];
    // The last of several is in the pair before it.
    return i > 0 && SPACELESS.test(parts[i - 1]!) ? [] : [part];
  });
}
