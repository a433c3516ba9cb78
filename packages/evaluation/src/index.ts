export { NewsclfError } from "@newsclf-internal/errors";
export { type CoveragePoint, coverageCurve } from "./calibration/coverage.ts";
export { type ReliabilityBin, reliabilityBins } from "./calibration/reliability.ts";
export { accuracyInterval, binomialPValue, isAboveChance } from "./chance/binomial.ts";
export { type BootstrapOptions, bootstrapInterval, pairedBootstrap } from "./chance/bootstrap.ts";
export { type FoldScore, foldScores } from "./chance/fold-scores.ts";
export { type PairedTest, pairedTest } from "./chance/paired-test.ts";
export { type Evaluation, evaluateLabels, evaluatePrediction, type LabelEvaluation } from "./evaluate-prediction.ts";
export { LabelSets } from "./label-sets.ts";
export { findLabelIssues, type LabelIssue } from "./labels/label-issues.ts";
export { type ClassCounts, type ClassScores, classScores } from "./metrics/class-scores.ts";
export { type Confusion, countClasses, countConfusions } from "./metrics/confusions.ts";
export { macroF1 } from "./metrics/count-metrics.ts";
export { accuracy } from "./metrics/label-metrics.ts";
export { type Accumulator, type Json, type Metric, measure } from "./metrics/metric.ts";
export { METRICS, measureAll } from "./metrics/metrics.ts";
export { calibrationError } from "./metrics/probability-metrics.ts";
export { logSumExp, type Prediction, predictionFromLogits, predictionOfSets } from "./prediction.ts";
export {
  type EpochScores,
  SCORED_SPLITS,
  type ScoredSplit,
  type Scores,
  scoredSplits,
  scoreName,
} from "./report/epoch-scores.ts";
export { type ExplainedText, renderExplanations } from "./report/render-explanations.ts";
export { renderReport } from "./report/render-report.ts";
export type { MovedWord, Report, Scored } from "./report/report.ts";
export { type Cell, type CsvOptions, csvLine } from "./tables/csv-line.ts";
export { parseProbabilities } from "./tables/parse-probabilities.ts";
export {
  confidentErrors,
  PROBABILITY_PREFIX,
  type PredictionRow,
  type PredictionTable,
  predictionRows,
} from "./tables/prediction-table.ts";
