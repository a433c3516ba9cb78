// An answer that is no success.

/** What is known of an `HttpError` beside status, code and message. */
export interface HttpErrorDetails {
  /** What of the request is at fault: `inputs[3]`. */
  readonly field?: string | undefined;
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number | undefined;
  /** Methods that the route has. */
  readonly allow?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** The body of every error. */
export interface ErrorBody {
  readonly error: string;
  /** Stable; callers branch on it. */
  readonly code: string;
  readonly field?: string;
}

/** Thrown wherever a request cannot be answered; the message is for people and holds no more than 120 characters of theirs. */
export class HttpError extends Error {
  override readonly name: string = "HttpError";
  readonly status: number;
  readonly code: string;
  readonly details: HttpErrorDetails;

  constructor(status: number, code: string, message: string, details: HttpErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body(): ErrorBody {
    const { field } = this.details;
    return { error: this.message, code: this.code, ...(field !== undefined && { field }) };
  }

  get headers(): Record<string, string> {
    const { retryAfter, allow } = this.details;
    return {
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...(allow !== undefined && { allow: allow.join(", ") }),
      ...(this.status === 401 && { "www-authenticate": "Bearer" }),
    };
  }
}
