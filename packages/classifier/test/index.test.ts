import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as inference from "../src/inference.ts";
import * as inferenceNode from "../src/inference-node.ts";
import * as node from "../src/node.ts";
import * as settings from "../src/settings.ts";

const SHARED = [
  ...["NewsclfError", "createTextClassifier", "describeBackend", "describeWeights", "loadClassifier"],
  ...["resolveSettings", "resultToJson", "setEngineFiles", "showColumns", "trainClassifier"],
];

test("exports these names and no others", () => {
  expect(Object.keys(api).sort()).toEqual([...SHARED, "selectBackend"].sort());
  expect(Object.keys(node).sort()).toEqual(
    [
      ...SHARED,
      "checkData",
      "compareRuns",
      "diagnoseGpu",
      "endTraining",
      "findWrongLabels",
      "followTraining",
      "readTexts",
      "saveClassifier",
      "selectBackend",
      "streamTexts",
      "version",
    ].sort(),
  );
  for (const entry of [inference, inferenceNode]) {
    expect(Object.keys(entry).sort()).toEqual([
      ...["NewsclfError", "decodeClassifier", "loadClassifier", "loadEngine", "setEngineFiles"],
    ]);
  }
  expect(Object.keys(settings).sort()).toEqual([
    ...["GROUPS", "PRESETS", "PRESET_NAMES", "SETTING_NAMES", "isValidSetting", "parseConfigFile"],
    ...["resolveSettings", "settingOf"],
  ]);
});
