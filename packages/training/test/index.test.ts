import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "AdamW",
    "TrainingError",
    "accuracy",
    "accuracyInterval",
    "binomialPValue",
    "classScores",
    "clipScale",
    "confusionMatrix",
    "createSchedule",
    "evaluate",
    "evaluatePrediction",
    "evaluationToJson",
    "fit",
    "fitLinearBaseline",
    "isAboveChance",
    "macroF1",
    "majorityRate",
    "predict",
  ]);
  expect(Object.keys(node).sort()).toEqual([
    "appendJsonLine",
    "createRunLog",
    "createTensorBoardWriter",
    "saveJson",
    "savePredictions",
    "saveReport",
    "saveTable",
    "saveText",
  ]);
});
