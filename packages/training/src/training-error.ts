// Training that cannot go on.

/** Thrown by `fit`. Callers branch on `code`, which is stable; `message` is for people. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
  readonly code: string;
  /** Such as `epoch 3 step 118`; both count from 1. */
  readonly place: string;
  /** What the user can do. */
  readonly fix: string;

  constructor(code: string, message: string, place: string, fix: string) {
    super(message);
    this.code = code;
    this.place = place;
    this.fix = fix;
  }
}

/** A loss or gradient is NaN or infinite. */
export function nonFinite(place: string, message: string): TrainingError {
  return new TrainingError("TRAIN_NONFINITE", message, place, "lower learningRate, or set maxGradNorm to 1");
}
