// Every metric, where each text has one class. To add one: a metric in a file beside this one, and its name here.

import * as counts from "./count-metrics.ts";
import type { Metric } from "./metric.ts";
import { brier, calibrationError, logLoss, topKAccuracy } from "./probability-metrics.ts";
import { averagePrecision, rocAuc } from "./ranking-metrics.ts";

const { accuracy, macroF1, macroPrecision, macroRecall, matthews, cohenKappa } = counts;
const { microF1, microPrecision, microRecall, weightedF1, weightedPrecision, weightedRecall } = counts;

/** In the order in which they are listed. */
export const METRICS: readonly Metric[] = [
  ...[accuracy, topKAccuracy(3), topKAccuracy(5), macroF1, macroPrecision, macroRecall],
  ...[microF1, microPrecision, microRecall, weightedF1, weightedPrecision, weightedRecall],
  ...[matthews, cohenKappa, rocAuc, averagePrecision, logLoss, brier, calibrationError],
];
