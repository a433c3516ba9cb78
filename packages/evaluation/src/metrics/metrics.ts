// Every metric. To add one: a metric in a file beside this one, and its name here.

import type { LabelSets } from "../label-sets.ts";
import type { Prediction } from "../prediction.ts";
import * as counts from "./count-metrics.ts";
import { accuracy, hammingLoss } from "./label-metrics.ts";
import { type Metric, measure } from "./metric.ts";
import { brier, calibrationError, logLoss, topKAccuracy } from "./probability-metrics.ts";
import { averagePrecision, rocAuc } from "./ranking-metrics.ts";

const { macroF1, macroPrecision, macroRecall, matthews, cohenKappa } = counts;
const { microF1, microPrecision, microRecall, weightedF1, weightedPrecision, weightedRecall } = counts;

/** In the order in which they are listed. */
export const METRICS: readonly Metric[] = [
  ...[accuracy, topKAccuracy(3), topKAccuracy(5), macroF1, macroPrecision, macroRecall],
  ...[microF1, microPrecision, microRecall, weightedF1, weightedPrecision, weightedRecall],
  ...[hammingLoss, matthews, cohenKappa, rocAuc, averagePrecision, logLoss, brier, calibrationError],
];

/** Those that mean something. @param sets - Where a text may have several classes. */
export function metricsOf(sets: LabelSets | undefined): readonly Metric[] {
  return METRICS.filter(({ ofSets = true }) => !sets || ofSets);
}

/** Beyond so many probabilities, metrics that sort them class by class take minutes. */
const MAX_SORTED = 2 ** 24;

/**
 * Every metric that means something, by name; with more than 2^24 probabilities, without those that sort them.
 *
 * @param gold - `[n]`, class indices.
 * @param sets - Where an example may have several classes: labels are then numbers of sets.
 */
export function measureAll(
  prediction: Prediction,
  gold: Int32Array,
  numClasses: number,
  sets?: LabelSets,
): Record<string, number> {
  const isSmall = gold.length * numClasses <= MAX_SORTED;
  const shown = metricsOf(sets).filter(({ keepsExamples = false }) => isSmall || !keepsExamples);
  return Object.fromEntries(shown.map((metric) => [metric.name, measure(metric, prediction, gold, numClasses, sets)]));
}
