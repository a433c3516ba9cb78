import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "AdamW",
    "NewsclfError",
    "addVectorColumns",
    "clipScale",
    "createBestWeights",
    "createEarlyStopping",
    "createSchedule",
    "createTrainer",
    "evaluate",
    "fit",
    "fitLinear",
    "fitLinearBaseline",
    "fitStack",
    "fitsLinear",
    "flattenScores",
    "histogramOf",
    "linearEpochs",
    "linearLogits",
    "lsaVectors",
    "pause",
    "predict",
    "predictLogits",
    "shareWeights",
    "singleLabel",
    "stackLogits",
    "weightHistograms",
  ]);
  expect(Object.keys(node).sort()).toEqual([
    "createRunLog",
    "createTensorBoardWriter",
    "loadCheckpoint",
    "saveCheckpoint",
    "saveResultLog",
  ]);
});
