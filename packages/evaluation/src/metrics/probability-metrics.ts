// Scores of probabilities that are means over the examples. C = classes.

import { binOf, NUM_BINS } from "../calibration/reliability.ts";
import type { Metric } from "./metric.ts";

/** The least probability above 0 that a Float32Array holds: bounds the loss at 103 nats where one was rounded to 0. */
const MIN_PROBABILITY = 2 ** -149;

/** Mean cross-entropy in nats. */
export const logLoss: Metric = averaged("logLoss", "min", (probs, gold) => lossOf(probs[gold]!));

/** Mean squared distance from the gold distribution, summed over the classes, in `[0, 2]` (Brier 1950). */
export const brier: Metric = averaged("brier", "min", (probs, gold) =>
  probs.reduce((total, prob, c) => total + (prob - (c === gold ? 1 : 0)) ** 2, 0),
);

/** Of `top3Accuracy` and `top5Accuracy`: the share of the examples whose gold class is among the k most probable, in `[0, 1]`. */
export function topKAccuracy(k: number): Metric {
  return averaged(`top${k}Accuracy`, "max", (probs, gold) => {
    // Of equals the last counts first, as in scikit-learn.
    const above = probs.filter((prob, c) => prob > probs[gold]! || (prob === probs[gold]! && c > gold));
    return above.length < k ? 1 : 0;
  });
}

/**
 * Expected calibration error, in `[0, 1]`: how far confidence and accuracy are apart, over 15 equal bins of the confidence in the
 * most probable class (Guo et al. 2017).
 */
export const calibrationError: Metric = {
  name: "calibrationError",
  mode: "min",
  start: (numClasses) => {
    /** Of each bin, confidence minus right answers, summed. */
    let gaps = new Array<number>(NUM_BINS).fill(0);
    let total = 0;
    return {
      add({ probs, labels }, gold) {
        for (let i = 0; i < gold.length; i++) {
          const confidence = probs[i * numClasses + labels[i]!]!;
          gaps[binOf(confidence)]! += confidence - (labels[i] === gold[i] ? 1 : 0);
        }
        total += gold.length;
      },
      value: () => gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total,
      save: () => ({ gaps: [...gaps], total }),
      restore: (saved) => {
        const state = saved as { gaps: number[]; total: number };
        [gaps, total] = [[...state.gaps], state.total];
      },
    };
  },
};

/** Nats. @param probability - Of the gold class. */
export function lossOf(probability: number): number {
  return -Math.log(Math.max(MIN_PROBABILITY, probability));
}

/** @param score - Of one example; `probs` is its row. */
function averaged(name: string, mode: Metric["mode"], score: (probs: Float32Array, gold: number) => number): Metric {
  return {
    name,
    mode,
    start: (numClasses) => {
      let [sum, total] = [0, 0];
      return {
        add({ probs }, gold) {
          gold.forEach((label, i) => {
            sum += score(probs.subarray(i * numClasses, (i + 1) * numClasses), label);
          });
          total += gold.length;
        },
        value: () => sum / total,
        save: () => [sum, total],
        restore: (saved) => {
          [sum, total] = saved as [number, number];
        },
      };
    },
  };
}
