export { type CheckedData, checkData } from "./node/check-data.ts";
export { compareRuns } from "./node/compare/compare-runs.ts";
export type {
  ComparedRun,
  PairedScores,
  RunComparison,
  RunDifference,
  RunPair,
} from "./node/compare/run-comparison.ts";
export { type FindOptions, findWrongLabels, type WrongLabel, type WrongLabels } from "./node/find-wrong-labels.ts";
export { followTraining } from "./node/group/follow-training.ts";
export type { TrainingGroup } from "./node/group/group-messages.ts";
export { endTraining } from "./node/group/lead-group.ts";
export { loadClassifier, saveClassifier } from "./node/load-classifier.ts";
export { type ReadSettings, type ReadTextsOptions, readTexts, streamTexts } from "./node/read-texts.ts";
export type { RunScores } from "./node/run-folder/read-run.ts";
export type { RunFolderName } from "./node/run-folder/run-folder.ts";
export type { FolderHooks, RunFolder } from "./node/run-folder/run-outputs.ts";
export { diagnoseGpu, type SelectBackendOptions, selectBackend } from "./node/select-backend.ts";
export type { Surroundings } from "./node/surroundings.ts";
export {
  type NodeTrainedRun,
  type NodeTrainHooks,
  type TrainOptions,
  type TrainSource,
  trainClassifier,
} from "./node/train-classifier.ts";
export { version } from "./node/version.ts";
export * from "./shared.ts";
