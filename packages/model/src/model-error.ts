/** A model or its configuration that cannot be used. `code` is stable: see the table of messages in the README. */
export class ModelError extends Error {
  readonly code: string;
  /** What to do about it. */
  readonly fix: string | undefined;

  constructor(code: string, message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "ModelError";
    this.code = code;
    this.fix = options.fix;
  }
}
