import { expectTypeOf, test } from "vitest";
import {
  accuracy,
  type Evaluation,
  evaluatePrediction,
  type Json,
  type Metric,
  macroF1,
  measure,
  type Prediction,
  type PredictionRow,
  predictionFromLogits,
  predictionRows,
} from "../src/index.ts";

test("predictions are plain arrays", () => {
  expectTypeOf(predictionFromLogits).parameters.toEqualTypeOf<[logits: ArrayLike<number>, numClasses: number]>();
  expectTypeOf(predictionFromLogits).returns.toEqualTypeOf<Prediction>();
  expectTypeOf(evaluatePrediction).parameters.toEqualTypeOf<
    [prediction: Prediction, gold: Int32Array, numClasses: number]
  >();
  expectTypeOf(evaluatePrediction).returns.toEqualTypeOf<Evaluation>();
  expectTypeOf(predictionRows).returns.toEqualTypeOf<PredictionRow[]>();
});

test("metrics compare with class indices unless they say otherwise", () => {
  expectTypeOf([accuracy, macroF1]).toEqualTypeOf<Metric<Int32Array>[]>();
  expectTypeOf<ReturnType<Metric["start"]>["save"]>().returns.toEqualTypeOf<Json>();
  expectTypeOf(measure<Float32Array>)
    .parameter(2)
    .toEqualTypeOf<Float32Array>();
});
