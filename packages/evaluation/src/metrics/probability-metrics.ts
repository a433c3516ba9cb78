// Scores of probabilities that are means over the examples. C = classes.

import { binOf, forEachClaim, NUM_BINS } from "../calibration/reliability.ts";
import type { LabelSets } from "../label-sets.ts";
import type { Metric } from "./metric.ts";

/** The least probability above 0 that a Float32Array holds: bounds the loss at 103 nats where one was rounded to 0. */
const MIN_PROBABILITY = 2 ** -149;
/** Half of what is left to 1 from the number below it: bounds the loss at 17 nats where a probability was rounded to 1. */
const MIN_COMPLEMENT = 2 ** -25;

/** Mean cross-entropy in nats; of sets, over all classes of all examples. */
export const logLoss: Metric = averaged("logLoss", "min", lossOf);

/** Mean squared distance from the gold distribution, summed over the classes, in `[0, 2]` (Brier 1950); of sets, the mean over them. */
export const brier: Metric = averaged("brier", "min", (probs, gold, sets) => {
  const own = sets?.classesOf(gold) ?? [gold];
  const total = probs.reduce((total, prob, c) => total + (prob - (own.includes(c) ? 1 : 0)) ** 2, 0);
  return sets ? total / sets.numClasses : total;
});

/** Of `top3Accuracy` and `top5Accuracy`: the share of the examples whose gold class is among the k most probable, in `[0, 1]`. */
export function topKAccuracy(k: number): Metric {
  const metric = averaged(`top${k}Accuracy`, "max", (probs, gold) => {
    // Of equals the last counts first, as in scikit-learn.
    const above = probs.filter((prob, c) => prob > probs[gold]! || (prob === probs[gold]! && c > gold));
    return above.length < k ? 1 : 0;
  });
  return { ...metric, ofSets: false };
}

/**
 * Expected calibration error, in `[0, 1]`: how far confidence and accuracy are apart, over 15 equal bins of the confidence in the
 * most probable class (Guo et al. 2017); of sets, in each class of each example.
 */
export const calibrationError: Metric = {
  name: "calibrationError",
  mode: "min",
  start: (numClasses, sets) => {
    /** Of each bin, confidence minus right answers, summed. */
    let gaps = new Array<number>(NUM_BINS).fill(0);
    let total = 0;
    return {
      add(prediction, gold) {
        forEachClaim(prediction, gold, numClasses, sets, (confidence, isRight) => {
          gaps[binOf(confidence)]! += confidence - (isRight ? 1 : 0);
          total++;
        });
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

/** Nats of one example. @param probs - `[C]`. */
export function lossOf(probs: Float32Array, gold: number, sets?: LabelSets): number {
  if (!sets) return nats(probs[gold]!);
  const own = sets.classesOf(gold);
  const total = probs.reduce(
    (sum, prob, c) => sum + (own.includes(c) ? nats(prob) : -Math.log(Math.max(MIN_COMPLEMENT, 1 - prob))),
    0,
  );
  return total / sets.numClasses;
}

function nats(probability: number): number {
  return -Math.log(Math.max(MIN_PROBABILITY, probability));
}

/** @param score - Of one example; `probs` is its row. */
function averaged(
  name: string,
  mode: Metric["mode"],
  score: (probs: Float32Array, gold: number, sets: LabelSets | undefined) => number,
): Metric {
  return {
    name,
    mode,
    start: (numClasses, sets) => {
      let [sum, total] = [0, 0];
      return {
        add({ probs }, gold) {
          gold.forEach((label, i) => {
            sum += score(probs.subarray(i * numClasses, (i + 1) * numClasses), label, sets);
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
