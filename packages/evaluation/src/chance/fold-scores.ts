// Scores of each fold of a cross-validation, as one number and how sure it is. n = examples, C = classes.

import type { LabelSets } from "../label-sets.ts";
import { measure } from "../metrics/metric.ts";
import { metricsOf } from "../metrics/metrics.ts";
import type { Prediction } from "../prediction.ts";

/** The 97.5 % point of Student's t distribution by degrees of freedom, from 1. */
const T_975 = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131],
  ...[2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
];

/** Metrics that look at all pairs of examples and classes would take long beyond this. */
const MAX_PROBS = 2 ** 22;

/** Over the folds. */
export interface FoldScore {
  readonly mean: number;
  /** 95 % by Student's t with folds - 1 degrees of freedom. Folds share training rows, so that it is somewhat too narrow. */
  readonly interval: readonly [number, number];
}

/**
 * Mean and interval of each metric over the folds that have examples.
 *
 * @param gold - `[n]`, class indices.
 * @param folds - `[n]`, the number of each example's fold.
 * @returns By the metric's name; none with fewer than two folds.
 */
export function foldScores(
  { probs, labels }: Prediction,
  gold: Int32Array,
  folds: Int32Array,
  numClasses: number,
  sets?: LabelSets,
): Record<string, FoldScore> {
  const numbers = [...new Set(folds)].sort((a, b) => a - b);
  if (numbers.length < 2) return {};
  const parts = numbers.map((number) => {
    const rows = folds.map((_, row) => row).filter((row) => folds[row] === number);
    const ofRows = new Float32Array(rows.length * numClasses);
    rows.forEach((row, i) => {
      ofRows.set(probs.subarray(row * numClasses, (row + 1) * numClasses), i * numClasses);
    });
    const prediction = { probs: ofRows, labels: rows.map((row) => labels[row]!) };
    return { prediction, gold: rows.map((row) => gold[row]!) };
  });
  const metrics = metricsOf(sets).filter(({ keepsExamples = false }) => !keepsExamples || probs.length <= MAX_PROBS);
  return Object.fromEntries(
    metrics.map((metric) => {
      const values = parts.map((part) => measure(metric, part.prediction, part.gold, numClasses, sets));
      return [metric.name, meanInterval(values)];
    }),
  );
}

function meanInterval(values: readonly number[]): FoldScore {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const reach = (T_975[n - 2] ?? 1.96) * Math.sqrt(variance / n);
  return { mean, interval: [mean - reach, mean + reach] };
}
