export { loadClassifier } from "./load-classifier.ts";
export * from "./shared.ts";
export { trainClassifier } from "./train-classifier.ts";
