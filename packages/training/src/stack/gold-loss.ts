// How far logits are from what is known of an example: the one loss of stacks and calibrations. C = classes.

import { logSumExp } from "@newsclf/evaluation";
import { type Gold, shareOf } from "../gold.ts";

/**
 * Cross-entropy of one example in nats; with sets, the sum over the classes.
 *
 * @param logits - `[C]`.
 * @param chance - Share of the example, in `[0, 1]`, that all classes have alike.
 * @param slope - `[C]`, set to the derivative by each logit.
 */
export function goldLoss(logits: Float64Array, gold: Gold, row: number, chance: number, slope: Float64Array): number {
  const numClasses = logits.length;
  if (gold.sets) return sigmoidLoss(logits, gold, row, chance, slope);
  const total = logSumExp(logits, 0, numClasses);
  let loss = 0;
  for (let c = 0; c < numClasses; c++) {
    const target = (1 - chance) * shareOf(gold, row, c, numClasses) + chance / numClasses;
    loss += target * (total - logits[c]!);
    slope[c] = Math.exp(logits[c]! - total) - target;
  }
  return loss;
}

function sigmoidLoss(logits: Float64Array, gold: Gold, row: number, chance: number, slope: Float64Array): number {
  const numClasses = logits.length;
  let loss = 0;
  for (let c = 0; c < numClasses; c++) {
    const logit = logits[c]!;
    const target = (1 - chance) * shareOf(gold, row, c, numClasses) + chance / 2;
    // ln(1 + e^x) without overflow.
    loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target * logit;
    slope[c] = 1 / (1 + Math.exp(-logit)) - target;
  }
  return loss;
}

/** Mean over some examples. @param logits - Row-major `[n, C]`, one row for each example of `gold`. */
export function meanGoldLoss(logits: Float32Array, gold: Gold, numClasses: number): number {
  const slope = new Float64Array(numClasses);
  const sum = gold.labels.reduce((sum, _, row) => {
    const ofRow = Float64Array.from(logits.subarray(row * numClasses, (row + 1) * numClasses));
    return sum + goldLoss(ofRow, gold, row, 0, slope);
  }, 0);
  return sum / gold.labels.length;
}
