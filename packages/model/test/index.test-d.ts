import type { Tensor2D } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import {
  type ClassifierConfig,
  createClassifier,
  decodeModel,
  type LstmClassifier,
  type TrainedModel,
} from "../src/index.ts";

test("a classifier gives logits for a padded batch", () => {
  expectTypeOf(createClassifier).parameters.toEqualTypeOf<[ClassifierConfig, number]>();
  expectTypeOf<LstmClassifier["forward"]>().returns.toEqualTypeOf<Tensor2D>();
});

test("a model is read through any source of files", () => {
  expectTypeOf(decodeModel).parameter(0).toEqualTypeOf<(name: string) => Promise<Uint8Array | undefined>>();
  expectTypeOf(decodeModel).returns.resolves.toEqualTypeOf<TrainedModel>();
});
