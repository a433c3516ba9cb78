import type { Tensor2D, Variable } from "@tensorflow/tfjs-core";
import { expectTypeOf, test } from "vitest";
import {
  type BuildNgramsOptions,
  type BuiltNgrams,
  buildNgrams,
  type ClassifierConfig,
  createClassifier,
  DEFAULT_CLASSIFIER_CONFIG,
  decodeModel,
  type EncodeOptions,
  encodeModel,
  type FORMAT_VERSION,
  formatSummary,
  type JsonObject,
  type KnownLstm,
  LstmClassifier,
  type LstmPart,
  type LstmSettings,
  type ModelSummary,
  NewsclfError,
  type NgramBlock,
  NgramClassifier,
  NgramFeatures,
  type NgramRows,
  type RaggedTokens,
  summarize,
  type TrainedModel,
  warmStart,
} from "../src/index.ts";
import { loadModel, saveModel } from "../src/node.ts";

test("a classifier gives logits for ragged tokens", () => {
  expectTypeOf(createClassifier).toEqualTypeOf<
    (config: ClassifierConfig, seed: number, vectors?: Float32Array) => LstmClassifier
  >();
  expectTypeOf(LstmClassifier).toBeConstructibleWith({} as ClassifierConfig, [new Float32Array()]);
  expectTypeOf(warmStart).returns.toEqualTypeOf<Float32Array[]>();
  expectTypeOf(warmStart).parameter(3).toEqualTypeOf<KnownLstm>();
  expectTypeOf<LstmClassifier["forward"]>().toEqualTypeOf<(input: RaggedTokens, dropoutSeed?: number) => Tensor2D>();
  expectTypeOf<LstmClassifier["params"]>().toEqualTypeOf<readonly Variable[]>();
  expectTypeOf<LstmClassifier["numClasses"]>().toEqualTypeOf<number>();
  expectTypeOf<LstmClassifier["rescale"]>().toEqualTypeOf<
    (scales: readonly number[], bias: readonly number[]) => void
  >();
});

test("n-grams are features of any texts", () => {
  expectTypeOf(buildNgrams).toEqualTypeOf<(texts: Iterable<string>, options?: BuildNgramsOptions) => BuiltNgrams>();
  expectTypeOf(NgramFeatures).toBeConstructibleWith({} as NgramBlock, {} as NgramBlock);
  expectTypeOf<NgramFeatures["rows"]>().toEqualTypeOf<(texts: Iterable<string>) => NgramRows>();
  expectTypeOf<NgramFeatures["select"]>().toEqualTypeOf<(features: Int32Array) => NgramFeatures>();
});

test("a classifier of n-grams gives logits for texts, and changes no weights of its own", () => {
  expectTypeOf(NgramClassifier).toBeConstructibleWith({} as NgramFeatures, new Float32Array(), new Float32Array());
  expectTypeOf<NgramClassifier["logits"]>().toEqualTypeOf<(texts: readonly string[]) => Float32Array>();
  expectTypeOf<NgramClassifier["rescaled"]>().toEqualTypeOf<
    (scales: readonly number[], bias: readonly number[]) => NgramClassifier
  >();
  expectTypeOf<NgramClassifier["pruned"]>().toEqualTypeOf<(maxFeatures: number) => NgramClassifier>();
});

test("the defaults lack what depends on the data", () => {
  expectTypeOf(DEFAULT_CLASSIFIER_CONFIG).toEqualTypeOf<Omit<ClassifierConfig, "vocabSize" | "numClasses">>();
});

test("a configuration is enough for a summary", () => {
  expectTypeOf(summarize).toEqualTypeOf<(config: ClassifierConfig) => ModelSummary>();
  expectTypeOf(formatSummary).toEqualTypeOf<(summary: ModelSummary) => string>();
});

test("a model is written to files in memory, and read through any source of files", () => {
  expectTypeOf(encodeModel).toEqualTypeOf<
    (model: TrainedModel, options?: EncodeOptions) => Promise<Map<string, Uint8Array>>
  >();
  expectTypeOf(decodeModel).parameter(0).toEqualTypeOf<(name: string) => Promise<Uint8Array | undefined>>();
  expectTypeOf(decodeModel).returns.resolves.toEqualTypeOf<TrainedModel>();
  expectTypeOf<typeof FORMAT_VERSION>().toEqualTypeOf<3>();
});

test("a model lies in a folder", () => {
  expectTypeOf(saveModel).toEqualTypeOf<
    (folder: string, model: TrainedModel, options?: EncodeOptions) => Promise<void>
  >();
  expectTypeOf(loadModel).toEqualTypeOf<(folder: string) => Promise<TrainedModel>>();
});

test("a model has parts, each of which may be absent", () => {
  expectTypeOf<{ classNames: string[]; lstm: LstmPart }>().toExtend<TrainedModel>();
  expectTypeOf<{ classNames: string[]; ngrams: NgramClassifier }>().toExtend<TrainedModel>();
  expectTypeOf<LstmPart["classifier"]>().toEqualTypeOf<LstmClassifier>();
  expectTypeOf<LstmPart>().toExtend<LstmSettings>();
  expectTypeOf<LstmSettings>().toEqualTypeOf<{ readonly maxLength: number; readonly readPadding: boolean }>();
});

test("the tokenizer is any object that JSON can hold, an interface too", () => {
  interface Tokenizer {
    readonly version: string;
  }

  expectTypeOf<LstmPart["tokenizer"]>().toEqualTypeOf<JsonObject>();
  expectTypeOf<Tokenizer>().toExtend<JsonObject>();
  expectTypeOf<string>().not.toExtend<JsonObject>();
});

test("an error has a code", () => {
  expectTypeOf<NewsclfError["code"]>().toEqualTypeOf<string>();
  expectTypeOf(NewsclfError).instance.toExtend<Error>();
});
