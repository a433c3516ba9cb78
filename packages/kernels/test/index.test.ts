import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as engine from "../src/engine.ts";
import * as engineNode from "../src/engine-node.ts";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports what the README lists, and nothing else", () => {
  expect(Object.keys(api).sort()).toEqual([
    "NewsclfError",
    "adamW",
    "addGradients",
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
    "setEngineFiles",
    "softmaxCrossEntropy",
    "squaredNorm",
    "tensorOps",
    "toDense",
    "valueAndGradients",
  ]);
});

test("the README's table names every export", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const listed = [...readme.matchAll(/^\| (?<names>`.*?) \|/gmu)].flatMap(({ groups }) => groups!.names!.split(", "));

  const names = [...Object.keys(node), ...Object.keys(engine)];
  expect(names.filter((name) => !listed.includes(`\`${name}\``))).toEqual([]);
});

test("exports from the entries without TensorFlow.js what needs none", () => {
  expect(Object.keys(engine).sort()).toEqual([
    ...["EngineOps", "NewsclfError", "deriveSeed", "distinctTokens", "hash32", "loadEngine"],
    ...["packSequence", "packedLayout", "setEngineFiles"],
  ]);
  expect({ ...engineNode }).toEqual({ ...engine });
});

test("exports TensorFlow beside it from the entry for Node", () => {
  const { diagnoseTensorflow, loadTensorflow, ...rest } = node;

  expect([typeof diagnoseTensorflow, typeof loadTensorflow]).toEqual(["function", "function"]);
  expect(rest).toEqual({ ...api });
});
