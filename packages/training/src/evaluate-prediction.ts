// Scores of predictions that are there already, without running the model again.

import { type Evaluation, summarize } from "./evaluate.ts";
import { confusionMatrix } from "./metrics.ts";
import type { Prediction } from "./predict.ts";

/** The least probability above 0 that a Float32Array holds: bounds the loss at 103 nats where one was rounded to 0. */
const MIN_PROBABILITY = 2 ** -149;

/**
 * The same as `evaluate` on the same examples, but for the rounding of the probabilities to 32 bits.
 *
 * @param gold - `[n]`, class indices.
 * @param numClasses - C.
 * @throws RangeError for no examples, another number of labels, or a label outside `0..C-1`.
 */
export function evaluatePrediction({ probs, labels }: Prediction, gold: Int32Array, numClasses: number): Evaluation {
  const confusion = confusionMatrix(gold, labels, numClasses);
  const lossOf = (label: number, i: number): number =>
    -Math.log(Math.max(MIN_PROBABILITY, probs[i * numClasses + label]!));
  const lossSum = gold.reduce((sum, label, i) => sum + lossOf(label, i), 0);
  return summarize(confusion, lossSum / gold.length);
}
