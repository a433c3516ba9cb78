// From rows to a classifier and how good it is: the order of things, whatever reads the data and keeps the results.

import { type Evaluation, evaluatePrediction, type Prediction, type PredictionTable } from "@newsclf/evaluation";
import { type ModelSummary, summarize, type TrainedModel } from "@newsclf/model";
import { type Calibration, fitLinearBaseline, type LearningRateSearch } from "@newsclf/training";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { BackendInfo, SelectBackend } from "../backend.ts";
import { type Classifier, createTextClassifier, disposeModel } from "../classifier.ts";
import { goldOf } from "../data/labels/gold.ts";
import { type PreparedData, prepareData } from "../data/prepare-data.ts";
import type { Rows } from "../data/rows.ts";
import { predictTexts, predictTextViews } from "../predict/predict-texts.ts";
import type { View } from "../predict/predict-views.ts";
import type { OnProgress } from "../progress.ts";
import { forRows, type TrainingSettings } from "../settings/for-rows.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { checkBatchSize } from "./batches.ts";
import { checkMemory } from "./check-memory.ts";
import { checkSets } from "./check-sets.ts";
import { createResumingRunner, type ResumingOptions } from "./checkpoints/resuming-runner.ts";
import { type Folds, makeFolds } from "./folds.ts";
import { type Abstention, type Answered, answeredOf } from "./held-out/abstention.ts";
import { type JobRunner, localRunner } from "./jobs/job.ts";
import { overfitData } from "./overfit-data.ts";
import { lstmConfig } from "./parts/fit-lstm.ts";
import { checkHeldOut, fitParts } from "./parts/fit-parts.ts";
import type { FittedParts, HeldOut, RunTraining } from "./parts/fitted-parts.ts";
import type { RunListener } from "./run-listener.ts";
import type { TestResult } from "./test-result.ts";
import { limitTime, type StartTimer, timeIsUp } from "./time-limit.ts";
import { verdictOf } from "./verdict.ts";

/** Called while a run goes on; all are optional. */
export interface TrainHooks {
  /** Told often; what it does should be quick. */
  readonly onProgress?: OnProgress | undefined;
  readonly onData?: ((data: PreparedData, folds: Folds) => void) | undefined;
  readonly onBackend?: ((backend: BackendInfo) => void) | undefined;
  /** The LSTM, before it is trained. */
  readonly onModel?: ((summary: ModelSummary) => void) | undefined;
  /** Told of the LSTM's steps and epochs. */
  readonly listeners?: readonly RunListener[] | undefined;
  readonly onTrained?: ((training: RunTraining) => void) | undefined;
  /**
   * Aborting it ends training after the running batch; what is whole then is kept and measured. Before there is anything the
   * run ends with the signal's reason.
   */
  readonly signal?: AbortSignal | undefined;
}

/** A classifier and what is known of it. */
export interface TrainedRun {
  readonly classifier: Classifier;
  readonly settings: TrainingSettings;
  readonly backend: BackendInfo;
  readonly data: PreparedData;
  readonly training: RunTraining;
  /** The sweep that chose the learning rate, where that was asked for. */
  readonly learningRateSearch: LearningRateSearch | undefined;
  readonly test: TestResult;
  /** Below which probability the model gives no answer, and what that does to the test texts; absent where all are answered. */
  readonly abstention: (Abstention & { readonly test: Answered }) | undefined;
  /** What held-out rows told of the model's sureness, and the test result without that; absent where it is best as it is. */
  readonly calibration: (Calibration & { readonly before: TestResult }) | undefined;
  /** The model without its LSTM on the same texts, where it has more parts. */
  readonly withoutLstm: TestResult | undefined;
  /** On training texts, each answered by parts that had not seen it; absent without folds. */
  readonly outOfFold: HeldOut | undefined;
  /** Every test text with what was said of it: `predictionRows` of `@newsclf/evaluation` makes rows of it. */
  readonly predictions: PredictionTable;
  /** A linear model of words on the same texts. */
  readonly baseline: Evaluation;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
}

/** What is known of a run before its first step. */
export interface RunStart {
  readonly settings: TrainingSettings;
  readonly data: PreparedData;
  readonly folds: Folds;
  readonly backend: BackendInfo;
}

/** What keeps what happens. */
export interface RunKeepers {
  readonly listeners: readonly RunListener[];
  readonly checkpoints: ResumingOptions;
}

/** Where a run's results go while it goes on. */
export interface RunOutputs {
  begin(start: RunStart): Promise<RunKeepers>;
  /** First of all after training: whatever happens from here on, the model is kept. */
  keepModel(model: TrainedModel): Promise<void>;
  /** There is no model. */
  discard(): void;
  keepResult(run: TrainedRun): Promise<void>;
}

/** What differs between Node and a browser. */
export interface Environment {
  readonly selectBackend: SelectBackend;
  /** Of the machine, if anybody knows. */
  readonly memoryBytes?: number | undefined;
  /** Where there is a clock. */
  readonly startTimer?: StartTimer | undefined;
  /** Runs the jobs of a run elsewhere; default: here. @param numTokens - That the LSTM will read, over all jobs. */
  readonly createRunner?:
    | ((backend: BackendInfo, settings: TrainingSettings, numTokens: number) => Promise<JobRunner | undefined>)
    | undefined;
}

export async function train(
  rows: Rows,
  asked: ResolvedSettings,
  environment: Environment,
  hooks: TrainHooks,
  outputs?: RunOutputs,
): Promise<TrainedRun> {
  hooks.signal?.throwIfAborted();
  const prepared = prepareData(rows, asked, hooks.onProgress);
  const numRows = prepared.tokens.train.labels.length;
  checkBatchSize(asked, numRows);
  const settings = { ...forRows(asked, numRows, rows.labelMap.classNames.length), ...sizesOf(rows) };
  const { overfitBatches } = settings;
  const data = overfitBatches === null ? prepared : overfitData(prepared, settings, overfitBatches);
  const folds = makeFolds(rows, data.tokens.train.labels, settings);
  checkHeldOut(data, folds, settings);
  checkSets(data, settings);
  // Weights that cannot be are refused before anything is written.
  goldOf(data, "train");
  if (settings.parts.includes("lstm")) {
    checkMemory(
      lstmConfig(data, settings),
      folds.folds.length + 1,
      environment.memoryBytes,
      settings.averageDecay !== null,
    );
  }
  hooks.onData?.(data, folds);
  hooks.signal?.throwIfAborted();
  const backend = await environment.selectBackend(settings.backend, settings.threads ?? undefined);
  hooks.onBackend?.(backend);
  const start = { settings, data, folds, backend };
  const fitted = await fit(start, environment, hooks, outputs);
  try {
    return await testFitted(start, fitted, hooks, outputs);
  } catch (error) {
    disposeModel(fitted.model);
    throw error;
  }
}

/** Settings that follow from what the LSTM begins with. */
function sizesOf({ initial, vectors }: Rows): Partial<TrainingSettings> {
  if (!initial) return vectors ? { embeddingSize: vectors.size } : {};
  const { embeddingSize, hiddenSize, numLayers, bidirectional, pooling, headSizes } = initial.config;
  if (vectors && vectors.size !== embeddingSize) {
    throw new NewsclfError(
      "CONFIG",
      `vectors of ${vectors.size} numbers, and an LSTM that begins with ${embeddingSize}`,
      {
        fix: sentence`leave ${setting("vectors")} or ${setting("initFrom")} out`,
      },
    );
  }
  return { embeddingSize, hiddenSize, numLayers, bidirectional, pooling, headSizes };
}

/** @returns A model that is kept. */
async function fit(
  start: RunStart,
  { createRunner, startTimer }: Environment,
  hooks: TrainHooks,
  outputs: RunOutputs | undefined,
): Promise<FittedParts & { readonly model: TrainedModel }> {
  const { settings, data, folds, backend } = start;
  const numTokens = data.tokens.train.tokenIds.length * settings.numEpochs * Math.max(1, folds.folds.length);
  const limit = limitTime(hooks.signal, settings.maxMinutes, startTimer);
  const workers = (await createRunner?.(backend, settings, numTokens)) ?? localRunner;
  let fitted: FittedParts;
  try {
    const kept = await outputs?.begin(start);
    const runner = kept ? createResumingRunner(workers, kept.checkpoints) : workers;
    if (settings.parts.includes("lstm")) hooks.onModel?.(summarize(lstmConfig(data, settings)));
    const listeners = [...(kept?.listeners ?? []), ...(hooks.listeners ?? [])];
    fitted = await fitParts(data, folds, settings, {
      ...{ runner, listeners, signal: limit.signal, onProgress: hooks.onProgress },
    });
  } catch (error) {
    outputs?.discard();
    throw error;
  } finally {
    workers.close();
  }
  const { model, failure } = fitted;
  const isTimeUp = limit.isUp() && fitted.training.stoppedBy === "signal";
  const training = isTimeUp ? { ...fitted.training, stoppedBy: "maxMinutes" } : fitted.training;
  if (model === undefined) {
    outputs?.discard();
    throw failure ?? (isTimeUp ? timeIsUp(settings.maxMinutes!) : hooks.signal?.reason);
  }
  try {
    // Why training ended is what people should hear of, also where what is left of it cannot be kept.
    await outputs?.keepModel(model).catch((error: unknown) => {
      throw failure ?? error;
    });
    if (failure !== undefined) throw failure;
    hooks.onTrained?.(training);
  } catch (error) {
    disposeModel(model);
    throw error;
  }
  return { ...fitted, training, model };
}

async function testFitted(
  { settings, data, backend }: RunStart,
  {
    model,
    withoutLstm: alone,
    outOfFold,
    calibration,
    abstention,
    training,
    learningRateSearch,
  }: FittedParts & { readonly model: TrainedModel },
  hooks: TrainHooks,
  outputs: RunOutputs | undefined,
): Promise<TrainedRun> {
  const { rows, tokens, tokenizer } = data;
  const { classNames } = model;
  const { sets } = rows;
  const texts = Array.from(rows.splits.test, (row) => rows.texts[row]!);
  const gold = tokens.test.labels;
  const measure = (prediction: Prediction): TestResult => ({
    prediction,
    evaluation: evaluatePrediction(prediction, gold, classNames.length, sets),
  });
  const onBatch = (done: number, total: number): void => hooks.onProgress?.({ step: "testing", done, total });
  const { vocabSize } = tokenizer;
  const { seed } = settings;
  const numClasses = classNames.length;
  const linear = fitLinearBaseline(tokens.train, { ...goldOf(data, "train"), vocabSize, numClasses, seed });
  const baseline = linear.evaluate(tokens.test);
  const views: View[] = [(logits) => logits, ...(calibration ? [before(calibration)] : [])];
  const [calibrated, uncalibrated] = await predictTextViews(model, texts, tokens.test, views, { onBatch, sets });
  const test = measure(calibrated!);
  // Thresholds are those of calibrated probabilities.
  const ofSets = sets && { labels: calibrated!.labels };
  const beforeIt = uncalibrated && measure({ ...uncalibrated, ...ofSets });
  const withoutLstm = alone && measure(await predictTexts(alone, texts, tokens.test, { sets }));
  const parts = settings.parts.filter((part) => model[part] !== undefined);
  const leftOut = data.settings.parts.filter((part) => !settings.parts.includes(part));
  const abstained = abstention && {
    ...abstention,
    test: answeredOf(test.prediction, gold, numClasses, abstention.threshold),
  };
  const verdict = verdictOf({
    ...{ gold, sets },
    test,
    withoutLstm,
    baseline,
    baselineName: linear.name,
    outOfFold,
    uncalibrated: beforeIt,
    abstention: abstained,
    training,
    learningRateSearch,
    parts,
    leftOut,
    isWarm: rows.initial !== undefined,
  });
  const predictions = {
    textColumn: settings.titleColumn === null ? "text" : "title",
    texts: Array.from(rows.splits.test, (row) => rows.titles[row]!),
    ...{ classNames, gold, prediction: test.prediction, sets },
    labelSeparator: settings.labelSeparator ?? undefined,
  };
  const trained: TrainedRun = {
    ...{ classifier: createTextClassifier(model), settings, backend, data, training, test, withoutLstm, outOfFold },
    abstention: abstained,
    calibration: calibration && { ...calibration, before: beforeIt! },
    ...{ learningRateSearch, predictions, baseline, verdict },
  };
  await outputs?.keepResult(trained);
  return trained;
}

/** Logits as they were before the calibration. */
function before({ scales, bias }: Calibration): View {
  const numClasses = scales.length;
  return (logits) => logits.map((value, k) => (value - bias[k % numClasses]!) / scales[k % numClasses]!);
}
