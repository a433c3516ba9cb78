// A learning rate that falls where the monitored score stays, in the form of PyTorch's ReduceLROnPlateau.

import { type EpochRecord, flattenScores } from "../trainer/epoch-record.ts";
import type { Monitor } from "../trainer/monitor.ts";

/** Share of the best score by which a better one must differ; that of PyTorch. */
const THRESHOLD = 1e-4;

/**
 * How often the learning rate has fallen. The history says it all, so that a run which goes on needs no further state.
 *
 * @param patience - Epochs in a row without a better score that pass before it falls, at least 0.
 */
export function countPlateaus(history: readonly EpochRecord[], { name, mode }: Monitor, patience: number): number {
  const sign = mode === "min" ? -1 : 1;
  let best = sign * Number.NEGATIVE_INFINITY;
  let epochsWithoutGain = 0;
  let numPlateaus = 0;
  for (const record of history) {
    const value = flattenScores(record)[name]!;
    if (sign * value > sign * best * (1 + sign * THRESHOLD)) {
      best = value;
      epochsWithoutGain = 0;
    } else {
      epochsWithoutGain += 1;
    }
    if (epochsWithoutGain <= patience) continue;
    numPlateaus += 1;
    epochsWithoutGain = 0;
  }
  return numPlateaus;
}
