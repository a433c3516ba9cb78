export { NewsclfError } from "@newsclf/model";
export { encodeOnnx } from "./onnx/encode-onnx.ts";
export { createOnnxInputs, type OnnxInput } from "./onnx/onnx-inputs.ts";
