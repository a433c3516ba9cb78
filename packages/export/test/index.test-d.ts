import type { TrainedModel } from "@newsclf/model";
import { expectTypeOf, test } from "vitest";
import {
  createOnnxInputs,
  type ExportFormat,
  encodeOnnx,
  encodeSafetensors,
  exportModel,
  huggingFaceFiles,
  type ModelCard,
  type OnnxInput,
  tfjsFiles,
} from "../src/index.ts";
import { saveExport } from "../src/node.ts";

type Files = Map<string, Uint8Array>;

test("a model becomes bytes, or files by name", () => {
  expectTypeOf(encodeOnnx).parameters.toEqualTypeOf<[TrainedModel]>();
  expectTypeOf(encodeOnnx).returns.resolves.toEqualTypeOf<Uint8Array>();
  expectTypeOf(encodeSafetensors).returns.resolves.toEqualTypeOf<Uint8Array>();
  expectTypeOf(huggingFaceFiles).parameters.toEqualTypeOf<[TrainedModel, card?: ModelCard]>();
  expectTypeOf(huggingFaceFiles).returns.resolves.toEqualTypeOf<Files>();
  expectTypeOf(tfjsFiles).returns.resolves.toEqualTypeOf<Files>();
  expectTypeOf(exportModel).parameter(1).toEqualTypeOf<ExportFormat>();
  expectTypeOf(saveExport).parameter(1).toEqualTypeOf<ReadonlyMap<string, Uint8Array>>();
});

test("texts become inputs by name", () => {
  expectTypeOf(createOnnxInputs).returns.parameter(0).toEqualTypeOf<readonly string[]>();
  expectTypeOf(createOnnxInputs).returns.returns.toEqualTypeOf<Record<string, OnnxInput>>();
});
