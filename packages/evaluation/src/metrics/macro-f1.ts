// The F1 of each class, all classes alike.

import { classScores } from "./class-scores.ts";
import type { Metric } from "./metric.ts";

/**
 * Mean of the per-class F1, every class with the same weight, in `[0, 1]`.
 *
 * The mean is over the classes that occur as a gold or as a predicted label, which is what scikit-learn's
 * `f1_score(average="macro", zero_division=0)` does: a class that is in neither says nothing about the classifier.
 */
export const macroF1: Metric = {
  name: "macroF1",
  mode: "max",
  start: (numClasses) => {
    const zeros = (): number[] => new Array<number>(numClasses).fill(0);
    let counts = { right: zeros(), predicted: zeros(), support: zeros() };
    return {
      add({ labels }, gold) {
        for (let i = 0; i < gold.length; i++) {
          counts.support[gold[i]!]! += 1;
          counts.predicted[labels[i]!]! += 1;
          if (labels[i] === gold[i]) counts.right[gold[i]!]! += 1;
        }
      },
      value: () => {
        const present = classScores(counts).filter((_, c) => counts.support[c]! + counts.predicted[c]! > 0);
        return present.reduce((total, { f1 }) => total + f1, 0) / present.length;
      },
      save: () => structuredClone(counts),
      restore: (saved) => {
        counts = structuredClone(saved) as typeof counts;
      },
    };
  },
};
