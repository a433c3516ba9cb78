import type { Batch, Loader } from "@newsclf/dataset";
import type { Evaluation, Prediction } from "@newsclf/evaluation";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import {
  type AdamW,
  type BatchSource,
  createBestWeights,
  createEarlyStopping,
  type createTrainer,
  evaluate,
  type FitOptions,
  type FitResult,
  fit,
  type Listener,
  type Optimizer,
  predict,
  type Snapshot,
  type Task,
  type Trainable,
  type Trainer,
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
  expectTypeOf<Task<SoftBatch, Float32Array>["loss"]>().toEqualTypeOf<
    (logits: Tensor2D, targets: Float32Array) => Scalar
  >();
});
