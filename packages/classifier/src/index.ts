export { loadClassifier } from "./load-classifier.ts";
export { selectWasm as selectBackend } from "./select-wasm.ts";
export * from "./shared.ts";
export { trainClassifier } from "./train-classifier.ts";
