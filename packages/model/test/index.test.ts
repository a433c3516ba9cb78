import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as inference from "../src/inference.ts";
import * as inferenceNode from "../src/inference-node.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "DEFAULT_CLASSIFIER_CONFIG",
    "FORMAT_VERSION",
    "LstmClassifier",
    "NewsclfError",
    "NgramClassifier",
    "NgramFeatures",
    "WEIGHT_FORMATS",
    "buildNgrams",
    "createClassifier",
    "decodeModel",
    "encodeModel",
    "formatSummary",
    "summarize",
    "warmStart",
  ]);
  expect(Object.keys(node).sort()).toEqual(["loadModel", "saveModel"]);
  const answering = ["FrozenLstm", "NewsclfError", "NgramClassifier", "decodeFrozen"];
  expect(Object.keys(inference).sort()).toEqual(answering);
  expect(Object.keys(inferenceNode).sort()).toEqual([...answering, "folderReader"].sort());
});
