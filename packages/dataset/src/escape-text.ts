// Foreign text, made safe to show.

const MAX_SHOWN = 120;

/** But for joiners inside words and emoji, which are spelt with them. */
const UNSAFE =
  /(?!(?<=[\p{L}\p{M}\p{Extended_Pictographic}]|\ufe0f)[\u200c\u200d][\p{L}\p{M}\p{Extended_Pictographic}])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * Makes foreign text safe to show: control, format (bidi, zero-width) and lone surrogate characters as `\u{..}`,
 * and at most 120 characters of it.
 */
export function escapeText(text: string, maxLength: number = MAX_SHOWN): string {
  // Cut before and after: escaping may lengthen the text, and the text may be huge.
  const escaped = text.slice(0, maxLength + 1).replace(UNSAFE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return text.length <= maxLength && escaped.length <= maxLength ? escaped : `${escaped.slice(0, maxLength - 1)}…`;
}

/** Text in quotes, as messages show names and values. */
export function quoteText(text: string): string {
  return `"${escapeText(text)}"`;
}
