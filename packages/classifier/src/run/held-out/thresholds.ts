// From which probability a class is given, where a text may have several.

import type { Calibration, HeldOutLogits } from "@newsclf/training";
import { calibratedRows } from "./rows.ts";

/** Of a class that fewer held-out rows have, nothing can be told. */
const MIN_ROWS = 5;
/** Where nothing can be told, and before anything is. */
export const USUAL_THRESHOLD = 0.5;

/**
 * The threshold of each class with the highest F1 on held-out rows, half way to the next probability below it.
 *
 * @param heldOut - Undefined where nothing was held out.
 * @returns `[C]`.
 */
export function bestThresholds(
  heldOut: HeldOutLogits | undefined,
  calibration: Calibration | undefined,
  numClasses: number,
): number[] {
  const usual = new Array<number>(numClasses).fill(USUAL_THRESHOLD);
  if (!heldOut) return usual;
  const { gold, rows } = heldOut;
  const probs = calibratedRows(heldOut, calibration).map((logit) => 1 / (1 + Math.exp(-logit)));
  return usual.map((threshold, c) => {
    const isOf = Array.from(rows, (row) => gold.sets![gold.labels[row]!]!.includes(c));
    const ofClass = Float32Array.from(rows, (_, i) => probs[i * numClasses + c]!);
    return isOf.filter(Boolean).length < MIN_ROWS ? threshold : bestThreshold(ofClass, isOf);
  });
}

function bestThreshold(probs: Float32Array, isOf: readonly boolean[]): number {
  const order = [...probs.keys()].sort((a, b) => probs[b]! - probs[a]!);
  const numOf = isOf.filter(Boolean).length;
  let [best, threshold, right] = [0, USUAL_THRESHOLD, 0];
  order.forEach((i, place) => {
    if (isOf[i]) right++;
    const next = place + 1 < order.length ? probs[order[place + 1]!]! : 0;
    const f1 = (2 * right) / (place + 1 + numOf);
    // Equal probabilities are on one side.
    if (next === probs[i] || f1 <= best) return;
    [best, threshold] = [f1, (probs[i]! + next) / 2];
  });
  return threshold;
}
