// When to stop before the last epoch.

import { followMonitor } from "../trainer/monitor.ts";
import type { Listener } from "./listener.ts";

/** How long to wait. */
export interface EarlyStoppingOptions {
  /** Epochs in a row without improvement of the monitored score after which training stops; at least 1. */
  readonly patience: number;
  /** A change must be larger than this to count as improvement; at least 0, default 0. */
  readonly minDelta?: number | undefined;
}

/**
 * Ends a run whose monitored score does not get better. It has no state of its own: the history says it all.
 *
 * @throws RangeError for a patience below 1 or a negative minDelta.
 */
export function createEarlyStopping({ patience, minDelta = 0 }: EarlyStoppingOptions): Listener {
  if (!(patience >= 1)) throw new RangeError(`fit: expected earlyStopping.patience of at least 1, got ${patience}`);
  if (!(minDelta >= 0)) throw new RangeError(`fit: expected earlyStopping.minDelta of at least 0, got ${minDelta}`);
  return {
    name: "earlyStopping",
    onEpochEnd(_, trainer) {
      const { epochsWithoutGain } = followMonitor(trainer.history, trainer.monitor, minDelta);
      if (epochsWithoutGain >= patience) trainer.stop("earlyStopping");
    },
  };
}
