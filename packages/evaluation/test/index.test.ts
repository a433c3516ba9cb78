import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as nodeApi from "../src/node.ts";

test("exports what the README lists", () => {
  expect(Object.keys(api).sort()).toEqual([
    "NewsclfError",
    "accuracy",
    "accuracyInterval",
    "argMax",
    "binomialPValue",
    "classScores",
    "confusionMatrix",
    "countClasses",
    "csvLine",
    "evaluatePrediction",
    "evaluationToJson",
    "isAboveChance",
    "logSumExp",
    "macroF1",
    "measure",
    "predictionFromLogits",
    "renderReport",
  ]);
  expect(Object.keys(nodeApi).sort()).toEqual(["savePredictions", "saveReport"]);
});
