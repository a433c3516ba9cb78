import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([
    "AdamW",
    "NewsclfError",
    "clipScale",
    "createBestWeights",
    "createEarlyStopping",
    "createSchedule",
    "createTrainer",
    "evaluate",
    "fit",
    "fitLinearBaseline",
    "flattenScores",
    "predict",
    "singleLabel",
  ]);
  expect(Object.keys(node).sort()).toEqual(["createRunLog", "createTensorBoardWriter"]);
});
