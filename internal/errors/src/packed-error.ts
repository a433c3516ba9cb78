// Errors on their way between threads.

import { NewsclfError, type NewsclfErrorDetails } from "./newsclf-error.ts";
import type { Sentence } from "./sentence.ts";

/** An error as plain data: a copy between threads would lose its class and fields. */
export interface PackedError {
  readonly message: Sentence;
  readonly stack: string | undefined;
  /** Of a NewsclfError. */
  readonly code: string | undefined;
  readonly details: NewsclfErrorDetails;
}

export function packError(error: unknown): PackedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof NewsclfError)) return { message, stack, code: undefined, details: {} };
  const { code, place, excerpt, sentences } = error;
  return { message: sentences.message, stack, code, details: { place, excerpt, fix: sentences.fix } };
}

export function unpackError({ message, stack, code, details }: PackedError): Error {
  if (code !== undefined) return new NewsclfError(code, message, details);
  return Object.assign(new Error(String(message)), stack !== undefined && { stack });
}
