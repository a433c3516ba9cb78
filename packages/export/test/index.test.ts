import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as nodeApi from "../src/node.ts";

test("exports what the README lists", () => {
  expect(Object.keys(api).sort()).toEqual([
    "EXPORT_FORMATS",
    "NewsclfError",
    "createOnnxInputs",
    "encodeOnnx",
    "encodeSafetensors",
    "exportModel",
    "huggingFaceFiles",
    "tfjsFiles",
  ]);
  expect(Object.keys(nodeApi).sort()).toEqual(["loadRunRecord", "saveExport"]);
});
