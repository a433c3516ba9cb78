import type { TrainedModel } from "@newsclf/model";
import { expect, test } from "vitest";
import { EXPORT_FORMATS, type ExportFormat, exportModel } from "../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams } from "./_models.ts";

const lstm: TrainedModel = { classNames: CLASS_NAMES, lstm: createLstm() };
const ngrams: TrainedModel = { classNames: CLASS_NAMES, ngrams: createNgrams() };

test.each<[ExportFormat, TrainedModel, string[]]>([
  ["onnx", lstm, ["model.onnx", "tokenizer.json"]],
  ["onnx", ngrams, ["model.onnx"]],
  ["safetensors", lstm, ["model.safetensors", "tokenizer.json"]],
  ["tfjs", ngrams, ["README.md", "config.json", "manifest.json", "model.json", "ngrams.bin", "weights.bin"]],
  [
    "huggingface",
    lstm,
    [
      ...["README.md", "config.json", "model.safetensors", "onnx/model.onnx", "tokenizer.json"],
      "tokenizer_config.json",
    ],
  ],
])("writes the files of %s", async (format, model, names) => {
  expect([...(await exportModel(model, format)).keys()].sort()).toEqual(names);
});

test("gives the same bytes each time", async () => {
  for (const format of EXPORT_FORMATS) {
    expect(await exportModel(lstm, format)).toEqual(await exportModel(lstm, format));
  }
});

test("weights of another kind are for tfjs", async () => {
  await expect(exportModel(lstm, "onnx", { weights: "int8" })).rejects.toMatchObject({ code: "CONFIG" });
});
