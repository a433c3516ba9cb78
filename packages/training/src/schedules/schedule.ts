// Learning rate as a function of the step.

import type { EpochRecord } from "../trainer/epoch-record.ts";
import type { Monitor } from "../trainer/monitor.ts";
import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import type { Decay } from "./decay.ts";
import { linear } from "./linear.ts";
import { countPlateaus } from "./plateau.ts";

/** The ways down. To add one: a file beside this one, and its name here. */
export type DecayName = "constant" | "linear" | "cosine" | "reduce-on-plateau";

/** Those that the step alone decides. */
const DECAYS: Readonly<Record<Exclude<DecayName, "reduce-on-plateau">, Decay>> = { constant, linear, cosine };

/** How a run has gone so far. */
export interface RunProgress {
  /** One record for each complete epoch. */
  readonly history: readonly EpochRecord[];
  readonly monitor: Monitor;
}

/**
 * Learning rate of one step.
 *
 * @param step - 0-based, over the whole run.
 * @param numSteps - Steps of the whole run if it is not stopped early.
 * @param progress - Before the step; the trainer tells it.
 */
export type LearningRateSchedule = (step: number, numSteps: number, progress?: RunProgress) => number;

/** Options of `createSchedule`. */
export interface ScheduleOptions {
  /** The highest learning rate. */
  readonly peak: number;
  readonly decay: DecayName;
  /** Share of the steps that rise from 0 to the peak, in `[0, 1)`. Default 0. */
  readonly warmup?: number;
  /** Of `reduce-on-plateau`: what the learning rate is multiplied with, in `[0, 1)`. Default 0.1. */
  readonly plateauFactor?: number;
  /** Of `reduce-on-plateau`: epochs in a row without a better monitored score before that, at least 0. Default 10. */
  readonly plateauPatience?: number;
}

/**
 * A rise to the peak, then a decay that would reach its end one step after the last, or falls with the monitored score.
 *
 * @throws RangeError for an option outside its range.
 */
export function createSchedule(options: ScheduleOptions): LearningRateSchedule {
  const { peak, decay, warmup = 0, plateauFactor = 0.1, plateauPatience = 10 } = options;
  if (!(peak >= 0 && Number.isFinite(peak))) {
    throw new RangeError(`createSchedule: expected peak of at least 0, got ${peak}`);
  }
  for (const [name, value] of Object.entries({ warmup, plateauFactor })) {
    if (!(value >= 0 && value < 1)) throw new RangeError(`createSchedule: expected ${name} in [0, 1), got ${value}`);
  }
  if (!(plateauPatience >= 0)) {
    throw new RangeError(`createSchedule: expected plateauPatience of at least 0, got ${plateauPatience}`);
  }
  return (step, numSteps, progress) => {
    const warmupSteps = Math.floor(warmup * numSteps);
    if (step < warmupSteps) return (peak * (step + 1)) / (warmupSteps + 1);
    if (decay !== "reduce-on-plateau") {
      return peak * DECAYS[decay](Math.min(1, (step - warmupSteps) / (numSteps - warmupSteps)));
    }
    return peak * plateauFactor ** (progress ? countPlateaus(progress.history, progress.monitor, plateauPatience) : 0);
  };
}
