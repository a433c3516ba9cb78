import { expectTypeOf, test } from "vitest";
import {
  accuracy,
  type CoveragePoint,
  calibrationError,
  coverageCurve,
  type Evaluation,
  evaluatePrediction,
  type FoldScore,
  findLabelIssues,
  foldScores,
  type Json,
  type LabelIssue,
  type LabelSets,
  type Metric,
  macroF1,
  measure,
  type PairedTest,
  PROBABILITY_PREFIX,
  type Prediction,
  type PredictionRow,
  pairedTest,
  parseProbabilities,
  predictionFromLogits,
  predictionRows,
  type ReliabilityBin,
  type Report,
  reliabilityBins,
  type Scored,
} from "../src/index.ts";

test("predictions are plain arrays", () => {
  expectTypeOf(predictionFromLogits).parameters.toEqualTypeOf<[logits: ArrayLike<number>, numClasses: number]>();
  expectTypeOf(predictionFromLogits).returns.toEqualTypeOf<Prediction>();
  expectTypeOf(evaluatePrediction).parameters.toEqualTypeOf<
    [prediction: Prediction, gold: Int32Array, numClasses: number, sets?: LabelSets]
  >();
  expectTypeOf(evaluatePrediction).returns.toEqualTypeOf<Evaluation>();
  expectTypeOf(predictionRows).returns.toEqualTypeOf<PredictionRow[]>();
});

test("a comparison needs labels alone", () => {
  type Labels = Pick<Prediction, "labels">;
  expectTypeOf(pairedTest).parameters.toEqualTypeOf<[first: Labels, second: Labels, gold: Int32Array]>();
  expectTypeOf(pairedTest).returns.toEqualTypeOf<PairedTest>();
  expectTypeOf<Evaluation>().toExtend<Scored>();
  expectTypeOf<Report["comparison"]>().toEqualTypeOf<readonly (readonly [name: string, Scored])[] | undefined>();
});

test("what a confidence is worth is told of a prediction and its labels", () => {
  type Arguments = [prediction: Prediction, gold: Int32Array, numClasses: number];
  expectTypeOf(reliabilityBins).parameters.toEqualTypeOf<[...Arguments, sets?: LabelSets]>();
  expectTypeOf(reliabilityBins).returns.toEqualTypeOf<ReliabilityBin[]>();
  expectTypeOf(coverageCurve).parameters.toEqualTypeOf<Arguments>();
  expectTypeOf(coverageCurve).returns.toEqualTypeOf<CoveragePoint[]>();
});

test("metrics compare with class indices unless they say otherwise", () => {
  expectTypeOf([accuracy, calibrationError, macroF1]).toEqualTypeOf<Metric<Int32Array>[]>();
  expectTypeOf<ReturnType<Metric["start"]>["save"]>().returns.toEqualTypeOf<Json>();
  expectTypeOf(measure<Float32Array>)
    .parameter(2)
    .toEqualTypeOf<Float32Array>();
});

test("wrong labels are looked for in predictions", () => {
  expectTypeOf(findLabelIssues).parameters.toEqualTypeOf<[Prediction, gold: Int32Array, numClasses: number]>();
  expectTypeOf(findLabelIssues).returns.toEqualTypeOf<LabelIssue[]>();
});

test("scores of folds are told by the names of metrics", () => {
  expectTypeOf(foldScores).returns.toEqualTypeOf<Record<string, FoldScore>>();
});

test("probabilities are read from columns", () => {
  expectTypeOf(parseProbabilities).returns.toEqualTypeOf<Float32Array>();
  expectTypeOf(PROBABILITY_PREFIX).toExtend<string>();
});
