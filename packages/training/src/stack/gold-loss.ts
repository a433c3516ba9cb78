// How far logits are from what is known of an example: the one loss of stacks and calibrations. C = classes.

import { logSumExp } from "@newsclf/evaluation";
import { type Gold, shareOf } from "../gold.ts";

/**
 * Cross-entropy of one example in nats.
 *
 * @param logits - `[C]`.
 * @param chance - Share of the example, in `[0, 1]`, that all classes have alike.
 * @param slope - `[C]`, set to the derivative by each logit.
 */
export function goldLoss(logits: Float64Array, gold: Gold, row: number, chance: number, slope: Float64Array): number {
  const numClasses = logits.length;
  const total = logSumExp(logits, 0, numClasses);
  let loss = 0;
  for (let c = 0; c < numClasses; c++) {
    const target = (1 - chance) * shareOf(gold, row, c, numClasses) + chance / numClasses;
    loss += target * (total - logits[c]!);
    slope[c] = Math.exp(logits[c]! - total) - target;
  }
  return loss;
}
