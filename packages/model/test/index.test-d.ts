import type { Tensor2D, Variable } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import {
  type ClassifierConfig,
  createClassifier,
  DEFAULT_CLASSIFIER_CONFIG,
  decodeModel,
  encodeModel,
  type FORMAT_VERSION,
  formatSummary,
  type JsonObject,
  LstmClassifier,
  type ModelSummary,
  NewsclfError,
  type RaggedTokens,
  summarize,
  type TrainedModel,
} from "../src/index.ts";
import { loadModel, saveModel } from "../src/node.ts";

test("a classifier gives logits for ragged tokens", () => {
  expectTypeOf(createClassifier).toEqualTypeOf<(config: ClassifierConfig, seed: number) => LstmClassifier>();
  expectTypeOf(LstmClassifier).toBeConstructibleWith({} as ClassifierConfig, [new Float32Array()]);
  expectTypeOf<LstmClassifier["forward"]>().toEqualTypeOf<(input: RaggedTokens, dropoutSeed?: number) => Tensor2D>();
  expectTypeOf<LstmClassifier["params"]>().toEqualTypeOf<readonly Variable[]>();
  expectTypeOf<LstmClassifier["numClasses"]>().toEqualTypeOf<number>();
});

test("the defaults lack what depends on the data", () => {
  expectTypeOf(DEFAULT_CLASSIFIER_CONFIG).toEqualTypeOf<Omit<ClassifierConfig, "vocabSize" | "numClasses">>();
});

test("a configuration is enough for a summary", () => {
  expectTypeOf(summarize).toEqualTypeOf<(config: ClassifierConfig) => ModelSummary>();
  expectTypeOf(formatSummary).toEqualTypeOf<(summary: ModelSummary) => string>();
});

test("a model is written to files in memory, and read through any source of files", () => {
  expectTypeOf(encodeModel).toEqualTypeOf<(model: TrainedModel) => Promise<Map<string, Uint8Array>>>();
  expectTypeOf(decodeModel).parameter(0).toEqualTypeOf<(name: string) => Promise<Uint8Array | undefined>>();
  expectTypeOf(decodeModel).returns.resolves.toEqualTypeOf<TrainedModel>();
  expectTypeOf<typeof FORMAT_VERSION>().toEqualTypeOf<2>();
});

test("a model lies in a folder", () => {
  expectTypeOf(saveModel).toEqualTypeOf<(folder: string, model: TrainedModel) => Promise<void>>();
  expectTypeOf(loadModel).toEqualTypeOf<(folder: string) => Promise<TrainedModel>>();
});

test("the tokenizer is any object that JSON can hold, an interface too", () => {
  interface Tokenizer {
    readonly version: string;
  }

  expectTypeOf<TrainedModel["tokenizer"]>().toEqualTypeOf<JsonObject>();
  expectTypeOf<Tokenizer>().toExtend<JsonObject>();
  expectTypeOf<string>().not.toExtend<JsonObject>();
});

test("an error has a code", () => {
  expectTypeOf<NewsclfError["code"]>().toEqualTypeOf<string>();
  expectTypeOf(NewsclfError).instance.toExtend<Error>();
});
