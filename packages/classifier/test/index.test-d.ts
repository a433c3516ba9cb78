import { expectTypeOf, test } from "vitest";
import type { Answer, GivenSettings, MemorySource, Settings, TrainedRun, TrainHooks } from "../src/index.ts";
import { loadClassifier, trainClassifier } from "../src/index.ts";
import {
  compareRuns,
  type FindOptions,
  findWrongLabels,
  loadClassifier as loadFromDisk,
  type NodeTrainedRun,
  type NodeTrainHooks,
  type RunComparison,
  type Surroundings,
  type TrainOptions,
  type TrainSource,
  trainClassifier as trainInNode,
  type WrongLabels,
} from "../src/node.ts";

test("trains on texts in memory in any runtime", () => {
  expectTypeOf(trainClassifier).parameters.toEqualTypeOf<
    [source: MemorySource, settings?: GivenSettings, hooks?: TrainHooks]
  >();
  expectTypeOf(trainClassifier).returns.resolves.toEqualTypeOf<TrainedRun>();
});

test("trains on files in Node", () => {
  expectTypeOf(trainInNode).parameters.toEqualTypeOf<
    [source: TrainSource, options?: TrainOptions, hooks?: NodeTrainHooks]
  >();
  expectTypeOf(trainInNode).returns.resolves.toEqualTypeOf<NodeTrainedRun>();
  expectTypeOf<{ data: "a.csv"; textColumn: "text"; labelColumn: "label" }>().toExtend<TrainSource>();
  expectTypeOf<{ texts: string[]; labels: string[] }>().toExtend<TrainSource>();
});

test("compares run folders", () => {
  expectTypeOf(compareRuns).parameters.toEqualTypeOf<[folders: readonly string[], surroundings?: Surroundings]>();
  expectTypeOf(findWrongLabels).parameters.toEqualTypeOf<
    [data: string, given?: GivenSettings, options?: FindOptions]
  >();
  expectTypeOf(findWrongLabels).returns.resolves.toEqualTypeOf<WrongLabels>();
  expectTypeOf(compareRuns).returns.resolves.toEqualTypeOf<RunComparison>();
});

test("classifies one text or many", async () => {
  const classifier = await loadClassifier("/model");
  expectTypeOf(classifier.classify("text")).resolves.toEqualTypeOf<Answer[]>();
  expectTypeOf(classifier.classify(["text"], { topK: 2 })).resolves.toEqualTypeOf<Answer[][]>();
  expectTypeOf(loadFromDisk).returns.toEqualTypeOf<ReturnType<typeof loadClassifier>>();
});

test("reads the types of settings off their table", () => {
  expectTypeOf<Settings["learningRate"]>().toEqualTypeOf<number>();
  expectTypeOf<Settings["pooling"]>().toEqualTypeOf<"last" | "mean" | "max">();
  expectTypeOf<Settings["maxGradNorm"]>().toEqualTypeOf<number | null>();
  expectTypeOf<Settings["split"]>().toEqualTypeOf<readonly [number, number, number]>();
  expectTypeOf<Settings["parts"]>().toEqualTypeOf<readonly ("lstm" | "ngrams")[]>();
  expectTypeOf<GivenSettings["numEpochs"]>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<TrainedRun["settings"]["numEpochs"]>().toEqualTypeOf<number>();
});
