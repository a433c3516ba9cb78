// What both entries export.

export { type EngineFiles, setEngineFiles } from "@newsclf/kernels";
export type { EpochRecord, Histogram, LearningRateSearch, WeightHistograms } from "@newsclf/training";
export { NewsclfError, type NewsclfErrorDetails, type Sentence, type SettingMention } from "@newsclf-internal/errors";
export { type BackendInfo, type BackendName, describeBackend } from "./backend.ts";
export {
  type Classifier,
  type ClassifierEvaluation,
  createTextClassifier,
  type EvaluateOptions,
} from "./classifier.ts";
export { type FileSummary, showColumns } from "./data/file-summary.ts";
export type { LabelledTexts } from "./data/labelled-texts.ts";
export type { MemorySource } from "./data/memory-rows.ts";
export type { PreparedData } from "./data/prepare-data.ts";
export type { Copies, RowPlace, Rows, Unlabelled } from "./data/rows.ts";
export type { SplitReports } from "./data/tokenise-rows.ts";
export type { ExplainedWord, ExplainOptions, Explanation } from "./explain/explain-text.ts";
export type { Answer, ClassifyOptions, TextClassifier } from "./predict/text-classifier.ts";
export type { OnProgress, Progress } from "./progress.ts";
export type { Folds } from "./run/folds.ts";
export type { HeldOut, RunTraining } from "./run/parts/fitted-parts.ts";
export { resultToJson } from "./run/result-json.ts";
export type { RunEpoch, RunListener, RunStep } from "./run/run-listener.ts";
export type { TestResult } from "./run/test-result.ts";
export type { TrainedRun, TrainHooks } from "./run/train.ts";
export { describeWeights } from "./run/verdict.ts";
export type { TrainingSettings } from "./settings/for-rows.ts";
export type { PresetName } from "./settings/presets.ts";
export { type GivenSettings, type ResolvedSettings, resolveSettings } from "./settings/resolve-settings.ts";
export type { SettingName, Settings, SomeSettings } from "./settings/settings.ts";
