import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "AdamW",
    "NewsclfError",
    "Sgd",
    "WeightAverage",
    "addVectorColumns",
    "clipScale",
    "createBestWeights",
    "createEarlyStopping",
    "createSchedule",
    "createTrainer",
    "evaluate",
    "findLearningRate",
    "firstBatches",
    "fit",
    "fitLinear",
    "fitLinearBaseline",
    "fitStack",
    "fitsLinear",
    "flattenScores",
    "linearEpochs",
    "linearLogits",
    "lsaVectors",
    "pause",
    "predict",
    "predictLogits",
    "shareWeights",
    "singleLabel",
    "stackLogits",
  ]);
  expect(Object.keys(node).sort()).toEqual([
    "createRunLog",
    "createTensorBoardWriter",
    "loadCheckpoint",
    "saveCheckpoint",
  ]);
});
