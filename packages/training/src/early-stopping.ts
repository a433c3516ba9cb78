// Watches one number per epoch: which epoch was best, and when to give up.

import type { EpochRecord } from "./history.ts";

/** The numbers of an epoch that can be watched. */
export type Monitor = "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy";

/** When to stop before the last epoch. */
export interface EarlyStoppingOptions {
  /** Default `"validationLoss"` with a validation split, `"trainLoss"` without. */
  readonly monitor?: Monitor | undefined;
  /** Epochs in a row without improvement after which training stops; at least 1. */
  readonly patience: number;
  /** A change must be larger than this to count as improvement; at least 0, default 0. */
  readonly minDelta?: number | undefined;
  /** Whether lower or higher is better. Default: `"min"` for a loss, `"max"` for an accuracy. */
  readonly mode?: "min" | "max" | undefined;
}

/** Follows the monitored number over the epochs. */
export interface Watch {
  readonly monitor: Monitor;
  /** 1-based; 0 before the first epoch. */
  readonly bestEpoch: number;
  /** Takes one epoch in; `isBest`: better than every epoch before, by any margin. */
  update(record: EpochRecord): { isBest: boolean; shouldStop: boolean };
}

/**
 * Patience counts as in Lightning and Keras: only a gain of more than `minDelta` over the last such gain resets it. The
 * best epoch is the best number, whatever its margin.
 *
 * @throws RangeError for a patience below 1, a negative minDelta, or a validation monitor without a validation split.
 */
export function createWatch(options: Partial<EarlyStoppingOptions>, hasValidation: boolean): Watch {
  const {
    monitor = hasValidation ? "validationLoss" : "trainLoss",
    patience = Number.POSITIVE_INFINITY,
    minDelta = 0,
  } = options;
  const { mode = monitor.endsWith("Loss") ? "min" : "max" } = options;
  if (!(patience >= 1)) throw new RangeError(`fit: expected earlyStopping.patience of at least 1, got ${patience}`);
  if (!(minDelta >= 0)) throw new RangeError(`fit: expected earlyStopping.minDelta of at least 0, got ${minDelta}`);
  if (monitor.startsWith("validation") && !hasValidation) {
    throw new RangeError(`fit: cannot monitor ${monitor} without a validation split; pass one or monitor trainLoss`);
  }
  const sign = mode === "min" ? -1 : 1;
  let best = Number.NEGATIVE_INFINITY;
  let reference = Number.NEGATIVE_INFINITY;
  let bestEpoch = 0;
  let wait = 0;
  return {
    monitor,
    get bestEpoch() {
      return bestEpoch;
    },
    update(record) {
      const value = sign * record[monitor]!;
      const isBest = value > best;
      if (isBest) {
        best = value;
        bestEpoch = record.epoch;
      }
      if (value > reference + minDelta) {
        reference = value;
        wait = 0;
      } else {
        wait += 1;
      }
      return { isBest, shouldStop: wait >= patience };
    },
  };
}
