// Scores of what was predicted, right or wrong: all follow from how many examples each class has. n = examples, C = classes.

import { type ClassCounts, type ClassScores, classScores } from "./class-scores.ts";
import { addCounts } from "./confusions.ts";
import type { Metric } from "./metric.ts";

/** Of each class, `[C]`. */
type Counts = { readonly [Name in keyof ClassCounts]: number[] };

/**
 * Mean of the per-class F1, every class with the same weight, in `[0, 1]`.
 *
 * The mean is over the classes that occur as a gold or as a predicted label, which is what scikit-learn's
 * `f1_score(average="macro", zero_division=0)` does: a class that is in neither says nothing about the classifier. Likewise
 * `macroPrecision` and `macroRecall`.
 */
export const macroF1: Metric = counted("macroF1", (counts) => macro(counts, "f1"));
export const macroPrecision: Metric = counted("macroPrecision", (counts) => macro(counts, "precision"));
export const macroRecall: Metric = counted("macroRecall", (counts) => macro(counts, "recall"));

/** Means of the per-class scores, each class as often as it is gold, in `[0, 1]`. */
export const weightedF1: Metric = counted("weightedF1", (counts) => weighted(counts, "f1"));
export const weightedPrecision: Metric = counted("weightedPrecision", (counts) => weighted(counts, "precision"));
export const weightedRecall: Metric = counted("weightedRecall", (counts) => weighted(counts, "recall"));

/** Of all examples together, in `[0, 1]`: where each has one class, precision and recall too are the accuracy. */
export const microF1: Metric = counted(
  "microF1",
  ({ right, predicted, support }) => (2 * sum(right)) / (sum(predicted) + sum(support) || 1),
);
export const microPrecision: Metric = counted(
  "microPrecision",
  ({ right, predicted }) => sum(right) / (sum(predicted) || 1),
);
export const microRecall: Metric = counted("microRecall", ({ right, support }) => sum(right) / (sum(support) || 1));

/** Matthews's correlation coefficient, in `[-1, 1]`, for any number of classes (Gorodkin 2004); 0 where one side is constant. */
export const matthews: Metric = ofOneClass("matthews", ({ right, predicted, support }) => {
  const n = sum(support);
  const covariance = sum(right) * n - dot(predicted, support);
  const scale = Math.sqrt(n * n - dot(predicted, predicted)) * Math.sqrt(n * n - dot(support, support));
  return scale === 0 ? 0 : covariance / scale;
});

/** Agreement beyond what the frequencies of the classes give by chance, in `[-1, 1]` (Cohen 1960). */
export const cohenKappa: Metric = ofOneClass("cohenKappa", ({ right, predicted, support }) => {
  const n = sum(support);
  const byChance = dot(predicted, support) / (n * n);
  return (sum(right) / n - byChance) / (1 - byChance);
});

/** Means nothing where a text may have several classes. */
function ofOneClass(name: string, score: (counts: Counts) => number): Metric {
  return { ...counted(name, score), ofSets: false };
}

function counted(name: string, score: (counts: Counts) => number): Metric {
  return {
    name,
    mode: "max",
    start: (numClasses, sets) => {
      const zeros = (): number[] => new Array<number>(numClasses).fill(0);
      let counts = { right: zeros(), predicted: zeros(), support: zeros() };
      return {
        add({ labels }, gold) {
          for (let i = 0; i < gold.length; i++) addCounts(counts, gold[i]!, labels[i]!, 1, sets);
        },
        value: () => score(counts),
        save: () => structuredClone(counts),
        restore: (saved) => {
          counts = structuredClone(saved) as typeof counts;
        },
      };
    },
  };
}

function macro(counts: Counts, name: Exclude<keyof ClassScores, "support">): number {
  const present = classScores(counts).filter((_, c) => counts.support[c]! + counts.predicted[c]! > 0);
  return present.reduce((total, scores) => total + scores[name], 0) / present.length;
}

function weighted(counts: Counts, name: Exclude<keyof ClassScores, "support">): number {
  return classScores(counts).reduce((total, scores) => total + scores.support * scores[name], 0) / sum(counts.support);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * b[i]!, 0);
}
