import type { Loader } from "@newsclf/dataset";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import type { BatchSource, Evaluation, FitOptions, FitResult, Trainable } from "../src/index.ts";
import { evaluate, fit } from "../src/index.ts";

test("a loader of the dataset package is a source of batches", () => {
  expectTypeOf<Loader>().toExtend<BatchSource>();
});

test("a model answers with logits", () => {
  expectTypeOf<Trainable["forward"]>().returns.toEqualTypeOf<Tensor2D>();
});

test("fit and evaluate take any trainable model", () => {
  expectTypeOf(fit).parameters.toEqualTypeOf<[Trainable, FitOptions]>();
  expectTypeOf(fit).returns.resolves.toEqualTypeOf<FitResult>();
  expectTypeOf(evaluate).returns.resolves.toEqualTypeOf<Evaluation>();
});
