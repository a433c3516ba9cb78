// The formats that there are.

import type { TrainedModel, WeightFormat } from "@newsclf/model";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { ModelCard } from "./huggingface/card/model-card.ts";
import { huggingFaceFiles } from "./huggingface/hugging-face-files.ts";
import { encodeOnnx } from "./onnx/encode-onnx.ts";
import { encodeSafetensors } from "./safetensors/encode-safetensors.ts";
import { tfjsFiles } from "./tfjs/tfjs-files.ts";

export type ExportFormat = "onnx" | "huggingface" | "safetensors" | "tfjs";

type Files = Map<string, Uint8Array>;

export interface ExportOptions {
  /** For `huggingface`: what is said of the model beside what it says itself. */
  readonly card?: ModelCard | undefined;
  /** For `tfjs`: how weights are stored. Default `float32`. */
  readonly weights?: WeightFormat | undefined;
}

const WRITERS: Readonly<Record<ExportFormat, (model: TrainedModel, options: ExportOptions) => Promise<Files>>> = {
  onnx: async (model) => withTokenizer(model, "model.onnx", await encodeOnnx(model)),
  huggingface: (model, { card }) => huggingFaceFiles(model, card),
  safetensors: async (model) => withTokenizer(model, "model.safetensors", await encodeSafetensors(model)),
  tfjs: tfjsFiles,
};

export const EXPORT_FORMATS: readonly ExportFormat[] = Object.keys(WRITERS) as ExportFormat[];

/**
 * A model as the files of a format, by name: `model.onnx` or `model.safetensors` with `tokenizer.json`, if there is an LSTM, or what
 * `huggingFaceFiles` and `tfjsFiles` give.
 *
 * @throws NewsclfError `EXPORT_NGRAMS`, `EXPORT_TOKENIZER` or `EXPORT_SIZE`; `CONFIG` for weights that are not float32 in another
 * format than `tfjs`.
 */
export async function exportModel(
  model: TrainedModel,
  format: ExportFormat,
  options: ExportOptions = {},
): Promise<Files> {
  const { weights = "float32" } = options;
  if (weights !== "float32" && format !== "tfjs") {
    throw new NewsclfError("CONFIG", sentence`${setting("weights", weights)} is for the format tfjs`, {
      fix: sentence`leave ${setting("weights")} out, or ${setting("format", "tfjs")}`,
    });
  }
  return WRITERS[format](model, options);
}

function withTokenizer({ lstm }: TrainedModel, name: string, bytes: Uint8Array): Files {
  const tokenizer = lstm && new TextEncoder().encode(`${JSON.stringify(lstm.tokenizer)}\n`);
  return new Map([[name, bytes], ...(tokenizer ? [["tokenizer.json", tokenizer] as const] : [])]);
}
