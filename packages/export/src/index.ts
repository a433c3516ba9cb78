export { NewsclfError } from "@newsclf-internal/errors";
export { EXPORT_FORMATS, type ExportFormat, type ExportOptions, exportModel } from "./export-model.ts";
export type { ModelCard } from "./huggingface/card/model-card.ts";
export type { RunRecord } from "./huggingface/card/run-record.ts";
export { huggingFaceFiles } from "./huggingface/hugging-face-files.ts";
export { encodeOnnx } from "./onnx/encode-onnx.ts";
export { createOnnxInputs, type OnnxInput } from "./onnx/onnx-inputs.ts";
export { encodeSafetensors } from "./safetensors/encode-safetensors.ts";
export { tfjsFiles } from "./tfjs/tfjs-files.ts";
