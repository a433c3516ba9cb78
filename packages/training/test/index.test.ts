import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "AdamW",
    "CALIBRATION_METHODS",
    "NewsclfError",
    "Sgd",
    "WeightAverage",
    "addVectorColumns",
    "balancedClassWeights",
    "clipScale",
    "createBestWeights",
    "createEarlyStopping",
    "createSchedule",
    "createTrainer",
    "evaluate",
    "findLearningRate",
    "firstBatches",
    "fit",
    "fitCalibration",
    "fitLinear",
    "fitLinearBaseline",
    "fitStack",
    "fitsLinear",
    "flattenScores",
    "histogramOf",
    "linearEpochs",
    "linearLogits",
    "lsaVectors",
    "meanGoldLoss",
    "multiLabel",
    "pause",
    "pickGold",
    "predict",
    "predictLogits",
    "shareWeights",
    "singleLabel",
    "stackLogits",
    "weightHistograms",
    "weightedLabel",
  ]);
  expect(Object.keys(node).sort()).toEqual([
    "createRunLog",
    "createTensorBoardWriter",
    "loadCheckpoint",
    "saveCheckpoint",
    "saveResultLog",
  ]);
});
