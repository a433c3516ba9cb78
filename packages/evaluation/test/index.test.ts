import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as nodeApi from "../src/node.ts";

test("exports what the README lists", () => {
  expect(Object.keys(api).sort()).toEqual([
    "LabelSets",
    "METRICS",
    "NewsclfError",
    "PROBABILITY_PREFIX",
    "SCORED_SPLITS",
    "accuracy",
    "accuracyInterval",
    "binomialPValue",
    "bootstrapInterval",
    "calibrationError",
    "classScores",
    "confidentErrors",
    "countClasses",
    "countConfusions",
    "coverageCurve",
    "csvLine",
    "evaluateLabels",
    "evaluatePrediction",
    "findLabelIssues",
    "foldScores",
    "isAboveChance",
    "logSumExp",
    "macroF1",
    "measure",
    "measureAll",
    "pairedBootstrap",
    "pairedTest",
    "parseProbabilities",
    "predictionFromLogits",
    "predictionOfSets",
    "predictionRows",
    "reliabilityBins",
    "renderExplanations",
    "renderReport",
    "scoreName",
    "scoredSplits",
  ]);
  expect(Object.keys(nodeApi).sort()).toEqual(["saveExplanations", "savePredictions", "saveReport"]);
});
