// What went wrong in the data, where, and what to do about it.

const MAX_SHOWN = 120;

/** Fields of a {@link DataError} beside its code and message. */
export interface DataErrorDetails {
  /** File, line, record and byte, as far as they are known: `data.csv:6 (record 3, byte 41)`. */
  readonly place?: string;
  /** The offending text, already escaped and cut. */
  readonly excerpt?: string;
  /** What the user can do. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** Data that cannot be used. Callers branch on `code`, which is stable; `message` is for people. */
export class DataError extends Error {
  override readonly name = "DataError";
  readonly code: string;
  readonly place?: string;
  readonly excerpt?: string;
  readonly fix?: string;
  /** Further rows with something wrong, as far as they were counted: 20 stands for 20 or more. */
  more?: number;

  constructor(code: string, message: string, details: DataErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    if (details.place !== undefined) this.place = details.place;
    if (details.excerpt !== undefined) this.excerpt = details.excerpt;
    if (details.fix !== undefined) this.fix = details.fix;
  }
}

/**
 * Makes foreign text safe to show: control, format (bidi, zero-width) and lone surrogate characters as `\u{..}`,
 * and at most 120 characters of it.
 */
export function escapeText(text: string, maxLength: number = MAX_SHOWN): string {
  // Cut before and after: escaping may lengthen the text, and the text may be huge.
  const escaped = text
    .slice(0, maxLength + 1)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return text.length <= maxLength && escaped.length <= maxLength ? escaped : `${escaped.slice(0, maxLength - 1)}…`;
}

/** Text in quotes, as messages show names and values. */
export function quoteText(text: string): string {
  return `"${escapeText(text)}"`;
}
