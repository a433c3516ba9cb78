// What went wrong, where, and what to do about it.

import { type Sentence, type SettingMention, writeSentence } from "./sentence.ts";

const NAME = "NewsclfError";

/** What is known of an error beside its code and message. */
export interface NewsclfErrorDetails {
  /** File, line, record and byte, or epoch and step, as far as they are known: `data.csv:6 (record 3, byte 41)`. */
  readonly place?: string | undefined;
  /** The offending text, already escaped and cut. */
  readonly excerpt?: string | undefined;
  /** What the user can do. */
  readonly fix?: Sentence | undefined;
  readonly cause?: unknown;
}

/**
 * Input, a setting or an environment that cannot be used. Callers branch on `code`, which is stable; the words are for people.
 *
 * Every package carries a copy of this class: `instanceof` is true for those of other packages too.
 */
export class NewsclfError extends Error {
  override readonly name: string = NAME;
  readonly code: string;
  readonly place: string | undefined;
  readonly excerpt: string | undefined;
  /** With settings as a TypeScript caller writes them; see `describe`. */
  readonly fix: string | undefined;
  /** Further rows with something wrong, as far as they were counted: 20 stands for 20 or more. */
  more: number | undefined;
  /** Message and fix before they were written out. */
  readonly sentences: { readonly message: Sentence; readonly fix: Sentence | undefined };

  constructor(code: string, message: Sentence, { place, excerpt, fix, cause }: NewsclfErrorDetails = {}) {
    super(writeSentence(message), cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    this.excerpt = excerpt;
    this.fix = fix === undefined ? undefined : writeSentence(fix);
    this.sentences = { message, fix };
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === NAME;
  }

  /** Message and fix with settings in the form of a front end. */
  describe(write: (mention: SettingMention) => string): { message: string; fix: string | undefined } {
    const { message, fix } = this.sentences;
    return { message: writeSentence(message, write), fix: fix === undefined ? undefined : writeSentence(fix, write) };
  }

  /** The same error with a place or a fix that only the caller knows. */
  with(details: NewsclfErrorDetails): NewsclfError {
    const { place, excerpt, cause } = this;
    const { message, fix } = this.sentences;
    const error = new NewsclfError(this.code, message, { place, excerpt, fix, cause, ...details });
    error.more = this.more;
    return error;
  }
}
