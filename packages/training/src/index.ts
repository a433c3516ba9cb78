export { NewsclfError } from "@newsclf-internal/errors";
export { pause } from "@newsclf-internal/pause";
export { fitLinearBaseline, type LinearBaseline, type LinearBaselineOptions } from "./baseline/linear-baseline.ts";
export { type BatchSource, firstBatches } from "./batch-source.ts";
export {
  CALIBRATION_METHODS,
  type Calibration,
  type CalibrationMethod,
  fitCalibration,
  type HeldOutLogits,
} from "./calibration/fit-calibration.ts";
export { evaluate } from "./evaluate.ts";
export { findLearningRate, type LearningRateSearch, type LearningRateSearchOptions } from "./find-learning-rate.ts";
export { type FitOptions, fit } from "./fit.ts";
export { balancedClassWeights, type Gold, pickGold } from "./gold.ts";
export type { ProcessGroup } from "./group/process-group.ts";
export {
  fitLinear,
  fitsLinear,
  type LinearModel,
  type LinearOptions,
  linearEpochs,
  linearLogits,
} from "./linear/linear-model.ts";
export { addVectorColumns, type FeatureVectors, shareWeights, type VectorColumns } from "./linear/shared-weights.ts";
export type { SparseRows } from "./linear/sparse-rows.ts";
export { type BestWeights, createBestWeights } from "./listeners/best-weights.ts";
export { createEarlyStopping, type EarlyStoppingOptions } from "./listeners/early-stopping.ts";
export type { Listener } from "./listeners/listener.ts";
export { type Histogram, histogramOf, type WeightHistograms, weightHistograms } from "./logging/histogram.ts";
export { AdamW, type AdamWOptions } from "./optimizers/adam-w.ts";
export { clipScale } from "./optimizers/clip.ts";
export type { Optimizer, StepSize } from "./optimizers/optimizer.ts";
export { Sgd, type SgdOptions } from "./optimizers/sgd.ts";
export { type OnBatch, type PlacedBatch, predict, predictLogits } from "./predict.ts";
export {
  createSchedule,
  type DecayName,
  type LearningRateSchedule,
  type RunProgress,
  type ScheduleOptions,
} from "./schedules/schedule.ts";
export { fitStack, type Stack, stackLogits } from "./stack/fit-stack.ts";
export { meanGoldLoss } from "./stack/gold-loss.ts";
export { type MultiLabelOptions, multiLabel } from "./tasks/multi-label.ts";
export { singleLabel } from "./tasks/single-label.ts";
export type { Task } from "./tasks/task.ts";
export { type WeightedLabelOptions, weightedLabel } from "./tasks/weighted-label.ts";
export type { Trainable } from "./trainable.ts";
export { createTrainer } from "./trainer/create-trainer.ts";
export { type EpochRecord, flattenScores, type StepRecord } from "./trainer/epoch-record.ts";
export type { Monitor } from "./trainer/monitor.ts";
export type { Cursor, Saved, Snapshot } from "./trainer/snapshot.ts";
export type { FitResult, Trainer } from "./trainer/trainer.ts";
export type { TrainerOptions } from "./trainer/trainer-options.ts";
export { WeightAverage } from "./trainer/weight-average.ts";
export { type LsaOptions, lsaVectors } from "./vectors/lsa.ts";
