import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports what the README lists, and nothing else", () => {
  expect(Object.keys(api).sort()).toEqual([
    "NewsclfError",
    "adamW",
    "concatColumns",
    "dense",
    "deriveSeed",
    "disposeGradient",
    "distinctTokens",
    "dropout",
    "embedding",
    "hash32",
    "isRowSparse",
    "lstm",
    "packSequence",
    "packedLayout",
    "registerReferenceKernels",
    "selectEngine",
    "sequencePool",
    "softmaxCrossEntropy",
    "squaredNorm",
    "toDense",
    "valueAndGradients",
  ]);
});

test("exports TensorFlow beside it from the entry for Node", () => {
  const { diagnoseTensorflow, loadTensorflow, ...rest } = node;

  expect([typeof diagnoseTensorflow, typeof loadTensorflow]).toEqual(["function", "function"]);
  expect(rest).toEqual({ ...api });
});
