// Whether answers are right as often as they claim: examples in bins of their confidence (Guo et al. 2017). n = examples, C = classes.

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
 */
export function reliabilityBins({ probs, labels }: Prediction, gold: Int32Array, numClasses: number): ReliabilityBin[] {
  const sums = Array.from({ length: NUM_BINS }, () => ({ examples: 0, confidence: 0, right: 0 }));
  gold.forEach((label, i) => {
    const confidence = probs[i * numClasses + labels[i]!]!;
    const sum = sums[binOf(confidence)]!;
    sum.examples++;
    sum.confidence += confidence;
    if (labels[i] === label) sum.right++;
  });
  return sums.map(({ examples, confidence, right }, bin) => ({
    ...{ from: bin / NUM_BINS, to: (bin + 1) / NUM_BINS, examples },
    ...{ confidence: confidence / examples, accuracy: right / examples },
  }));
}

/** Index of the bin of a confidence. */
export function binOf(confidence: number): number {
  return Math.min(Math.max(0, Math.ceil(confidence * NUM_BINS) - 1), NUM_BINS - 1);
}
