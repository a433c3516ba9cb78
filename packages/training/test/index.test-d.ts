import type { Batch, Loader, TokenDataset } from "@newsclf/dataset";
import type { Evaluation, Prediction } from "@newsclf/evaluation";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import {
  type AdamW,
  type BatchSource,
  balancedClassWeights,
  CALIBRATION_METHODS,
  type Calibration,
  type CalibrationMethod,
  createBestWeights,
  createEarlyStopping,
  type createTrainer,
  evaluate,
  type FitOptions,
  type FitResult,
  fit,
  fitCalibration,
  fitLinear,
  fitStack,
  fitsLinear,
  type Gold,
  type HeldOutLogits,
  type LinearModel,
  type LinearOptions,
  type Listener,
  type LsaOptions,
  linearEpochs,
  linearLogits,
  lsaVectors,
  type OnBatch,
  type Optimizer,
  type PlacedBatch,
  type ProcessGroup,
  pickGold,
  predict,
  predictLogits,
  type Snapshot,
  type SparseRows,
  type Stack,
  stackLogits,
  type Task,
  type Trainable,
  type Trainer,
  type WeightedLabelOptions,
  weightedLabel,
} from "../src/index.ts";

test("a loader of the dataset package is a source of batches", () => {
  expectTypeOf<Loader>().toExtend<BatchSource>();
});

test("a model answers with logits", () => {
  expectTypeOf<Trainable["forward"]>().returns.toEqualTypeOf<Tensor2D>();
});

test("fit, evaluate and predict take any trainable model and the same source of batches", () => {
  expectTypeOf(fit).parameters.toEqualTypeOf<[Trainable, FitOptions]>();
  expectTypeOf(fit).returns.resolves.toEqualTypeOf<FitResult>();
  expectTypeOf(evaluate).parameter(1).toEqualTypeOf<BatchSource>();
  expectTypeOf(evaluate).returns.resolves.toEqualTypeOf<Evaluation>();
  expectTypeOf<BatchSource>().toExtend<Parameters<typeof predict>[1]>();
  expectTypeOf(predict).returns.resolves.toEqualTypeOf<Prediction>();
});

test("a trainer can be saved and restored", () => {
  expectTypeOf<ReturnType<typeof createTrainer>>().toEqualTypeOf<Trainer>();
  expectTypeOf<Trainer["save"]>().returns.resolves.toEqualTypeOf<Snapshot>();
  expectTypeOf<Trainer["restore"]>().parameters.toEqualTypeOf<[Snapshot]>();
  expectTypeOf<Trainer["run"]>().returns.resolves.toEqualTypeOf<FitResult>();
});

test("the parts that are there fit their places", () => {
  expectTypeOf<AdamW>().toExtend<Optimizer>();
  expectTypeOf(createBestWeights).returns.toExtend<Listener>();
  expectTypeOf(createEarlyStopping).returns.toEqualTypeOf<Listener>();
});

test("a task may have targets of its own", () => {
  interface SoftBatch extends Batch {
    readonly probs: Float32Array;
  }
  expectTypeOf<Task<SoftBatch, Float32Array>["loss"]>().toEqualTypeOf<(logits: Tensor2D, batch: SoftBatch) => Scalar>();
});

test("logits come from any trainable model and the source that predict takes", () => {
  expectTypeOf(predictLogits).parameters.toEqualTypeOf<
    [model: Trainable, source: BatchSource<PlacedBatch>, onBatch?: OnBatch, group?: ProcessGroup]
  >();
  expectTypeOf(predictLogits).returns.resolves.toEqualTypeOf<Float32Array>();
});

test("a linear model is fitted on sparse rows, at one go or an epoch at a time", () => {
  expectTypeOf(fitLinear).parameters.toEqualTypeOf<[SparseRows, Int32Array, LinearOptions]>();
  expectTypeOf(fitLinear).returns.toEqualTypeOf<LinearModel>();
  expectTypeOf(fitsLinear).toEqualTypeOf<(size: number, numClasses: number) => boolean>();
  expectTypeOf(linearEpochs).parameters.toEqualTypeOf<Parameters<typeof fitLinear>>();
  expectTypeOf(linearEpochs).returns.toEqualTypeOf<Generator<number, LinearModel>>();
  expectTypeOf(linearLogits).parameters.toEqualTypeOf<[LinearModel, SparseRows, examples?: Int32Array]>();
});

test("parts are stacked by their logits, whatever made them", () => {
  expectTypeOf(fitStack).parameters.toEqualTypeOf<[readonly Float32Array[], Gold, number]>();
  expectTypeOf(fitStack).returns.toEqualTypeOf<Stack>();
  expectTypeOf(stackLogits).parameters.toEqualTypeOf<[readonly Float32Array[], Stack]>();
  expectTypeOf(linearLogits).returns.toExtend<Parameters<typeof fitStack>[0][number]>();
  expectTypeOf(stackLogits).returns.toEqualTypeOf<Float32Array>();
});

test("labels are gold, and weights and shares of classes may stand beside them", () => {
  expectTypeOf<{ labels: Int32Array }>().toExtend<Gold>();
  expectTypeOf(pickGold).parameters.toEqualTypeOf<[Gold, rows: Int32Array]>();
  expectTypeOf(balancedClassWeights).returns.toEqualTypeOf<Float32Array>();
  expectTypeOf(weightedLabel).parameters.toEqualTypeOf<[WeightedLabelOptions]>();
  expectTypeOf(weightedLabel).returns.toEqualTypeOf<Task<Batch, Int32Array>>();
});

test("a calibration is fitted to held-out answers", () => {
  expectTypeOf(fitCalibration).parameters.toEqualTypeOf<
    [HeldOutLogits, numClasses: number, methods?: readonly CalibrationMethod[]]
  >();
  expectTypeOf(fitCalibration).returns.toEqualTypeOf<Calibration>();
  expectTypeOf(CALIBRATION_METHODS[0]).toExtend<CalibrationMethod>();
});

test("word vectors need token ids and no labels", () => {
  expectTypeOf(lsaVectors).parameters.toEqualTypeOf<[Pick<TokenDataset, "tokenIds" | "offsets">, LsaOptions]>();
  expectTypeOf(lsaVectors).returns.toEqualTypeOf<Float32Array>();
});
