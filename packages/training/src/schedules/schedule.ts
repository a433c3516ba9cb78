// Learning rate as a function of the step.

import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import type { Decay } from "./decay.ts";
import { linear } from "./linear.ts";

/** The ways down. To add one: a file beside this one, and its name here. */
export type DecayName = "constant" | "linear" | "cosine";

const DECAYS: Readonly<Record<DecayName, Decay>> = { constant, linear, cosine };

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
  readonly decay: DecayName;
  /** Share of the steps that rise from 0 to the peak, in `[0, 1)`. Default 0. */
  readonly warmup?: number;
}

/**
 * A rise to the peak, then a decay that would reach its end one step after the last.
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
    return peak * DECAYS[decay](Math.min(1, (step - warmupSteps) / (numSteps - warmupSteps)));
  };
}
