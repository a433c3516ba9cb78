// From rows to a classifier and how good it is: the order of things, whatever reads the data and keeps the results.

import type { Evaluation, PredictionTable } from "@newsclf/evaluation";
import { type ModelSummary, summarize } from "@newsclf/model";
import type { FitResult, Listener } from "@newsclf/training";
import type { BackendInfo, SelectBackend } from "../backend.ts";
import { type Classifier, createTextClassifier } from "../classifier.ts";
import { type PreparedData, prepareData } from "../data/prepare-data.ts";
import type { Rows } from "../data/rows.ts";
import type { OnProgress } from "../progress.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { checkBatchSize } from "./batches.ts";
import { createRun, type TestResult, type TrainingRun } from "./training-run.ts";
import { verdictOf } from "./verdict.ts";

/** Called while a run goes on; all are optional. */
export interface TrainHooks {
  /** Told often; what it does should be quick. */
  readonly onProgress?: OnProgress | undefined;
  readonly onData?: ((data: PreparedData) => void) | undefined;
  readonly onBackend?: ((backend: BackendInfo) => void) | undefined;
  readonly onModel?: ((summary: ModelSummary) => void) | undefined;
  /** Told of steps and epochs; see `@newsclf/training`. */
  readonly listeners?: readonly Listener[] | undefined;
  readonly onTrained?: ((training: FitResult) => void) | undefined;
  /**
   * Aborting it ends training after the running batch; what was trained so far is kept and measured. Before training it ends
   * the run with the signal's reason.
   */
  readonly signal?: AbortSignal | undefined;
}

/** A classifier and what is known of it. */
export interface TrainedRun {
  readonly classifier: Classifier;
  readonly settings: ResolvedSettings;
  readonly backend: BackendInfo;
  readonly data: PreparedData;
  readonly training: FitResult;
  readonly test: TestResult;
  /** Every test text with what was said of it: `predictionRows` of `@newsclf/evaluation` makes rows of it. */
  readonly predictions: PredictionTable;
  /** A linear model on the same texts. */
  readonly baseline: Evaluation;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
}

/** What is known of a run before its first step. */
export interface RunStart {
  readonly settings: ResolvedSettings;
  readonly data: PreparedData;
  readonly backend: BackendInfo;
  readonly run: TrainingRun;
}

/** Where a run's results go while it goes on. */
export interface RunOutputs {
  /** @returns Listeners that keep what happens. */
  begin(start: RunStart): Promise<readonly Listener[]>;
  /** First of all after training: whatever happens from here on, the weights are kept. */
  keepModel(start: RunStart): Promise<void>;
  /** Training ended with an error. */
  fail(start: RunStart): Promise<void>;
  keepResult(run: TrainedRun): Promise<void>;
}

/** What differs between Node and a browser. */
export interface Environment {
  readonly selectBackend: SelectBackend;
  /** Of the machine, if anybody knows. */
  readonly memoryBytes?: number | undefined;
}

export async function train(
  rows: Rows,
  settings: ResolvedSettings,
  { selectBackend, memoryBytes }: Environment,
  hooks: TrainHooks,
  outputs?: RunOutputs,
): Promise<TrainedRun> {
  hooks.signal?.throwIfAborted();
  const data = prepareData(rows, settings, hooks.onProgress);
  checkBatchSize(settings, data.tokens.train.labels.length);
  hooks.onData?.(data);
  hooks.signal?.throwIfAborted();
  const backend = await selectBackend(settings.backend, settings.threads ?? undefined);
  hooks.onBackend?.(backend);
  const start: RunStart = { settings, data, backend, run: createRun(data, settings, memoryBytes) };
  try {
    return await trainAndTest(start, hooks, outputs);
  } catch (error) {
    start.run.model.classifier.dispose();
    throw error;
  }
}

async function trainAndTest(start: RunStart, hooks: TrainHooks, outputs?: RunOutputs): Promise<TrainedRun> {
  const { settings, data, backend, run } = start;
  const training = await fit(start, hooks, outputs);
  await outputs?.keepModel(start);
  hooks.onTrained?.(training);
  const test = await run.test((done, total) => hooks.onProgress?.({ step: "testing", done, total }));
  const baseline = run.testBaseline();
  const verdict = verdictOf(test.evaluation, baseline, training, settings);
  const classifier = createTextClassifier(run.model);
  const predictions = {
    textColumn: settings.titleColumn === null ? "text" : "title",
    texts: Array.from(data.rows.splits.test, (row) => data.rows.titles[row]!),
    ...{ classNames: classifier.classNames, gold: data.tokens.test.labels, prediction: test.prediction },
  };
  const trained = { classifier, settings, backend, data, training, test, predictions, baseline, verdict };
  await outputs?.keepResult(trained);
  return trained;
}

async function fit(start: RunStart, hooks: TrainHooks, outputs: RunOutputs | undefined): Promise<FitResult> {
  const { run } = start;
  try {
    const kept = (await outputs?.begin(start)) ?? [];
    hooks.onModel?.(summarize(run.model.classifier.config));
    return await run.fit([...kept, ...(hooks.listeners ?? [])], hooks.signal);
  } catch (error) {
    // Why training ended is what people should hear of, also where what is left of it cannot be kept.
    await outputs?.fail(start).catch(() => undefined);
    throw error;
  }
}
