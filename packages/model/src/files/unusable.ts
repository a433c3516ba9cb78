// What all errors of a model folder have in common.

import { NewsclfError } from "@newsclf-internal/errors";

/** A folder whose content is at fault. */
export function unusable(code: `MODEL_${string}`, message: string, cause?: unknown): NewsclfError {
  return new NewsclfError(code, message, { fix: "copy the model folder again, or train it again", cause });
}

/** A value of a file, for a message. */
export function quote(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 120);
}
