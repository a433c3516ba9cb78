export { type ClassifierConfig, DEFAULT_CLASSIFIER_CONFIG, type Initializer, type Pooling } from "./config.ts";
export { type ClassifierInput, createClassifier, LstmClassifier } from "./lstm-classifier.ts";
export { ModelError } from "./model-error.ts";
export { decodeModel, encodeModel, FORMAT_VERSION, type TrainedModel } from "./model-files.ts";
export { formatSummary, type ModelSummary, summarize } from "./summary.ts";
