// Training that cannot go on, or a result that cannot be written.

/** Callers branch on `code`, which is stable; `message` is for people. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
  /** `TRAIN_NONFINITE` or `WRITE_FAILED`. */
  readonly code: string;
  /** Such as `epoch 3 step 118`, both counted from 1, or a file. */
  readonly place: string;
  /** What the user can do. */
  readonly fix: string;

  constructor(code: string, message: string, place: string, fix: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    this.fix = fix;
  }
}

/** A loss or gradient is NaN or infinite. */
export function nonFinite(place: string, message: string, maxGradNorm: number | undefined): TrainingError {
  const isClipped = maxGradNorm !== undefined && maxGradNorm <= 1;
  const fix = isClipped ? "lower learningRate" : "lower learningRate, or set maxGradNorm to 1";
  return new TrainingError("TRAIN_NONFINITE", message, place, fix);
}

/** The system refuses to write `path`. */
export function writeFailed(path: string, cause: unknown): TrainingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const fix = "free space or choose another folder";
  return new TrainingError("WRITE_FAILED", `cannot write: ${reason}`, path, fix, cause);
}
