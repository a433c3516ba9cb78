// The formats that there are.

import type { TrainedModel } from "@newsclf/model";
import type { ModelCard } from "./huggingface/card/model-card.ts";
import { huggingFaceFiles } from "./huggingface/hugging-face-files.ts";
import { encodeOnnx } from "./onnx/encode-onnx.ts";
import { encodeSafetensors } from "./safetensors/encode-safetensors.ts";
import { tfjsFiles } from "./tfjs/tfjs-files.ts";

export type ExportFormat = "onnx" | "huggingface" | "safetensors" | "tfjs";

type Files = Map<string, Uint8Array>;

const WRITERS: Readonly<Record<ExportFormat, (model: TrainedModel, card: ModelCard | undefined) => Promise<Files>>> = {
  onnx: async (model) => withTokenizer(model, "model.onnx", await encodeOnnx(model)),
  huggingface: huggingFaceFiles,
  safetensors: async (model) => withTokenizer(model, "model.safetensors", await encodeSafetensors(model)),
  tfjs: tfjsFiles,
};

export const EXPORT_FORMATS: readonly ExportFormat[] = Object.keys(WRITERS) as ExportFormat[];

/**
 * A model as the files of a format, by name: `model.onnx` or `model.safetensors` with `tokenizer.json`, if there is an LSTM, or what
 * `huggingFaceFiles` and `tfjsFiles` give.
 *
 * @param card - For `huggingface`.
 * @throws NewsclfError `EXPORT_NGRAMS`, `EXPORT_TOKENIZER` or `EXPORT_SIZE`.
 */
export async function exportModel(model: TrainedModel, format: ExportFormat, card?: ModelCard): Promise<Files> {
  return WRITERS[format](model, card);
}

function withTokenizer({ lstm }: TrainedModel, name: string, bytes: Uint8Array): Files {
  const tokenizer = lstm && new TextEncoder().encode(`${JSON.stringify(lstm.tokenizer)}\n`);
  return new Map([[name, bytes], ...(tokenizer ? [["tokenizer.json", tokenizer] as const] : [])]);
}
