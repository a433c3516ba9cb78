// Whether answers are right as often as they claim: examples in bins of their confidence (Guo et al. 2017). n = examples, C = classes.

import type { LabelSets } from "../label-sets.ts";
import type { Prediction } from "../prediction.ts";

export const NUM_BINS = 15;

/** The examples whose confidence, the probability of the predicted class, is in `(from, to]`. */
export interface ReliabilityBin {
  /** Fractions in `[0, 1]`. */
  readonly from: number;
  readonly to: number;
  readonly examples: number;
  /** Mean over them, in `[0, 1]`; NaN without examples, as the accuracy. */
  readonly confidence: number;
  /** Fraction of them that is right, in `[0, 1]`. */
  readonly accuracy: number;
}

/**
 * 15 equal bins, ascending; of a calibrated model, confidence and accuracy of each are about equal.
 *
 * @param gold - `[n]`, class indices.
 * @param sets - Where labels are numbers of sets: each class of each example then counts as one, whose confidence is its probability.
 */
export function reliabilityBins(
  prediction: Prediction,
  gold: Int32Array,
  numClasses: number,
  sets?: LabelSets,
): ReliabilityBin[] {
  const sums = Array.from({ length: NUM_BINS }, () => ({ examples: 0, confidence: 0, right: 0 }));
  forEachClaim(prediction, gold, numClasses, sets, (confidence, isRight) => {
    const sum = sums[binOf(confidence)]!;
    sum.examples++;
    sum.confidence += confidence;
    if (isRight) sum.right++;
  });
  return sums.map(({ examples, confidence, right }, bin) => ({
    ...{ from: bin / NUM_BINS, to: (bin + 1) / NUM_BINS, examples },
    ...{ confidence: confidence / examples, accuracy: right / examples },
  }));
}

/** What a prediction is sure of by so much: its label, or each class of it. */
export function forEachClaim(
  { probs, labels }: Prediction,
  gold: Int32Array,
  numClasses: number,
  sets: LabelSets | undefined,
  visit: (confidence: number, isRight: boolean) => void,
): void {
  gold.forEach((label, i) => {
    const start = i * numClasses;
    if (!sets) visit(probs[start + labels[i]!]!, labels[i] === label);
    else for (let c = 0; c < numClasses; c++) visit(probs[start + c]!, sets.classesOf(label).includes(c));
  });
}

/** Index of the bin of a confidence. */
export function binOf(confidence: number): number {
  return Math.min(Math.max(0, Math.ceil(confidence * NUM_BINS) - 1), NUM_BINS - 1);
}
