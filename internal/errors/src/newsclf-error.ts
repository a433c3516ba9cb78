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
  declare readonly place?: string;
  declare readonly excerpt?: string;
  /** With settings as a TypeScript caller writes them; see `describe`. */
  declare readonly fix?: string;
  /** Further rows with something wrong, as far as they were counted: 20 stands for 20 or more. */
  declare more?: number;
  /** Message and fix before they were written out. */
  declare readonly sentences: { readonly message: Sentence; readonly fix: Sentence | undefined };

  constructor(code: string, message: Sentence, { place, excerpt, fix, cause }: NewsclfErrorDetails = {}) {
    super(writeSentence(message), cause === undefined ? undefined : { cause });
    this.code = code;
    // Only what is known: an error that nobody catches is printed with all of its fields.
    if (place !== undefined) this.place = place;
    if (excerpt !== undefined) this.excerpt = excerpt;
    if (fix !== undefined) this.fix = writeSentence(fix);
    Object.defineProperty(this, "sentences", { value: { message, fix } });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === NAME;
  }

  /** Message and fix with settings in the form of a front end. */
  describe(write: (mention: SettingMention) => string): { message: string; fix: string | undefined } {
    const { message, fix } = this.sentences;
    return { message: writeSentence(message, write), fix: fix === undefined ? undefined : writeSentence(fix, write) };
  }

  /** The same error at a place that only the caller knows. */
  at(place: string): NewsclfError {
    const { code, excerpt, cause, more, sentences } = this;
    // Not by the name of the class, which a bundler would then change.
    const Same = this.constructor as typeof NewsclfError;
    const error = new Same(code, sentences.message, { place, excerpt, fix: sentences.fix, cause });
    if (more !== undefined) error.more = more;
    return error;
  }
}
