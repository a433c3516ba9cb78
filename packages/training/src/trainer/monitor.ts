// The number that says which epoch is best.

import { type Metric, scoreName } from "@newsclf/evaluation";
import { type EpochRecord, flattenScores } from "./epoch-record.ts";

/** Which score to watch, and which way is better. */
export interface Monitor {
  /** Split and score in camel case: `validationLoss`, `trainAccuracy`, `validationMacroF1`. */
  readonly name: string;
  readonly mode: "min" | "max";
}

/** How a monitored score has gone. */
export interface MonitorProgress {
  /** 1-based, the epoch with the best score by any margin; 0 before the first epoch. */
  readonly bestEpoch: number;
  /** Epochs since the last gain of more than `minDelta` over the gain before, as Lightning and Keras count patience. */
  readonly epochsWithoutGain: number;
}

/**
 * @param metrics - Those of the task.
 * @param name - Default: `validationLoss` with a validation split, `trainLoss` without.
 * @param mode - Default: that of the loss, `min`, or of the metric.
 * @throws RangeError for a score that the task does not have, or one of a split that is not there.
 */
export function resolveMonitor(
  metrics: readonly Pick<Metric, "name" | "mode">[],
  hasValidation: boolean,
  name: string = hasValidation ? "validationLoss" : "trainLoss",
  mode?: "min" | "max",
): Monitor {
  const scores = [{ name: "loss", mode: "min" as const }, ...metrics];
  const modes = new Map(
    ["train", "validation"].flatMap((split) => scores.map((score) => [scoreName(split, score.name), score.mode])),
  );
  const known = modes.get(name);
  if (known === undefined) {
    throw new RangeError(`fit: expected monitor to be one of ${[...modes.keys()].join(", ")}, got ${name}`);
  }
  if (name.startsWith("validation") && !hasValidation) {
    throw new RangeError(`fit: cannot monitor ${name} without a validation split; pass one or monitor trainLoss`);
  }
  return { name, mode: mode ?? known };
}

/** Follows the score over the epochs so far. @param minDelta - At least 0; a smaller change is no gain. */
export function followMonitor(history: readonly EpochRecord[], { name, mode }: Monitor, minDelta = 0): MonitorProgress {
  const sign = mode === "min" ? -1 : 1;
  let best = Number.NEGATIVE_INFINITY;
  let reference = Number.NEGATIVE_INFINITY;
  let bestEpoch = 0;
  let epochsWithoutGain = 0;
  for (const record of history) {
    const value = sign * flattenScores(record)[name]!;
    if (value > best) {
      best = value;
      bestEpoch = record.epoch;
    }
    if (value > reference + minDelta) {
      reference = value;
      epochsWithoutGain = 0;
    } else {
      epochsWithoutGain += 1;
    }
  }
  return { bestEpoch, epochsWithoutGain };
}
