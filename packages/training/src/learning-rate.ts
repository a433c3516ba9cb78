// Learning rate as a function of the step.

/**
 * Learning rate of one step.
 *
 * @param step - 0-based, over the whole run.
 * @param numSteps - Steps of the whole run if it is not stopped early.
 */
export type LearningRateSchedule = (step: number, numSteps: number) => number;

/** Options of `createSchedule`. */
export interface ScheduleOptions {
  /** The highest learning rate. */
  readonly peak: number;
  /** Fall to zero in a straight line, along half a cosine (Loshchilov and Hutter 2017), or not at all. */
  readonly decay: "constant" | "linear" | "cosine";
  /** Share of the steps that rise from 0 to the peak, in `[0, 1)`. Default 0. */
  readonly warmup?: number;
}

/**
 * A rise to the peak, then a decay that would reach 0 one step after the last.
 *
 * @throws RangeError if `peak` is negative or `warmup` outside `[0, 1)`.
 */
export function createSchedule({ peak, decay, warmup = 0 }: ScheduleOptions): LearningRateSchedule {
  if (!(peak >= 0 && Number.isFinite(peak))) {
    throw new RangeError(`createSchedule: expected peak of at least 0, got ${peak}`);
  }
  if (!(warmup >= 0 && warmup < 1)) throw new RangeError(`createSchedule: expected warmup in [0, 1), got ${warmup}`);
  return (step, numSteps) => {
    const warmupSteps = Math.floor(warmup * numSteps);
    if (step < warmupSteps) return (peak * (step + 1)) / (warmupSteps + 1);
    const done = Math.min(1, (step - warmupSteps) / (numSteps - warmupSteps));
    if (decay === "linear") return peak * (1 - done);
    if (decay === "cosine") return (peak * (1 + Math.cos(Math.PI * done))) / 2;
    return peak;
  };
}
