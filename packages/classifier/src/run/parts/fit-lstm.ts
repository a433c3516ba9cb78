// The LSTM's training: a job a fold and one on all training rows, at the same time.

import { selectRows } from "@newsclf/dataset";
import { type ClassifierConfig, warmStart } from "@newsclf/model";
import { type EpochRecord, type Gold, pickGold, type WeightHistograms } from "@newsclf/training";
import { goldOf } from "../../data/labels/gold.ts";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/for-rows.ts";
import type { Folds } from "../folds.ts";
import type { JobRunner } from "../jobs/job.ts";
import type { LstmJob, LstmResult } from "../jobs/lstm-job.ts";
import type { LstmStart } from "../jobs/lstm-start.ts";
import { EpochHistory } from "./epoch-history.ts";
import type { ListenerQueue } from "./listener-queue.ts";

export interface FittedLstm {
  readonly config: ClassifierConfig;
  /** Trained on all training rows; undefined if training ended before its first step, or the weights are no numbers. */
  readonly final: LstmResult | undefined;
  readonly folds: readonly LstmResult[];
  readonly history: readonly EpochRecord[];
  /** What ended training before its time, other than a signal. */
  readonly failure: unknown;
}

export interface LstmContext {
  readonly runner: JobRunner;
  readonly queue: ListenerQueue;
}

/** Trainings at the same time, of all that a run does. */
export interface Stage {
  /** The shares of the whole where it begins and ends, in `[0, 1]`. */
  readonly span: readonly [from: number, to: number];
  /** Whether nobody hears of its epochs. */
  readonly isQuiet: boolean;
}

export const WHOLE: Stage = { span: [0, 1], isQuiet: false };

/** The LSTM that settings stand for on some data. */
export function lstmConfig({ tokenizer, rows }: PreparedData, settings: TrainingSettings): ClassifierConfig {
  return { ...settings, vocabSize: tokenizer.vocabSize, numClasses: rows.labelMap.classNames.length };
}

/** The training on all training rows. @param vectors - Row-major `[V, E]`; undefined where the embedding starts at random. */
export function lstmStart(
  data: PreparedData,
  settings: TrainingSettings,
  vectors: Float32Array | undefined,
): LstmStart & { readonly gold: Gold } {
  const { tokenizer, rows, tokens } = data;
  const { initial } = rows;
  const config = lstmConfig(data, settings);
  const names = { vocab: tokenizer.vocab, classNames: rows.labelMap.classNames };
  const weights = initial && warmStart(config, settings.seed, names, initial);
  return { config, settings, vectors, weights, train: tokens.train, gold: goldOf(data, "train") };
}

/** @param vectors - Row-major `[V, E]`; undefined where the embedding starts at random. */
export async function fitLstm(
  data: PreparedData,
  { folds }: Folds,
  settings: TrainingSettings,
  vectors: Float32Array | undefined,
  context: LstmContext,
  stage: Stage = WHOLE,
): Promise<FittedLstm> {
  const { tokens } = data;
  const start = lstmStart(data, settings, vectors);
  const { config } = start;
  const ofFolds = folds.map(
    ({ train, test }): LstmJob => ({
      ...start,
      kind: "lstm",
      train: selectRows(tokens.train, train),
      gold: pickGold(start.gold, train),
      heldOut: selectRows(tokens.train, test),
    }),
  );
  const hasValidation = tokens.validation.labels.length > 0;
  const ofAll: LstmJob = {
    ...{ ...start, kind: "lstm", showsWeights: !stage.isQuiet },
    heldOut: hasValidation ? tokens.validation : undefined,
  };
  // Without validation rows the folds say how long to train.
  const isAfter =
    settings.earlyStopping && !hasValidation && folds.length > 0 && settings.monitor.startsWith("validation");
  if (!isAfter) {
    const { results, history, failure } = await trainTogether([...ofFolds, ofAll], folds.length, context, stage);
    return { config, final: usable(results.at(-1)!), folds: results.slice(0, -1), history, failure };
  }
  const [ofFirst, ofSecond] = divide(stage, costOf(ofFolds), costOf([ofAll]));
  const { results, history, failure } = await trainTogether(ofFolds, folds.length, context, ofFirst);
  const numEpochs = Math.max(
    1,
    Math.round(results.reduce((sum, { bestEpoch }) => sum + bestEpoch, 0) / results.length),
  );
  if (failure !== undefined || results.some(({ stoppedBy }) => stoppedBy === "signal")) {
    return { config, final: undefined, folds: results, history, failure };
  }
  // The curves are those of the folds; of this training there is nothing to see but how far it is.
  const last = await trainTogether([{ ...ofAll, settings: { ...settings, numEpochs } }], 0, context, ofSecond);
  const final = usable(last.results[0]!);
  return {
    ...{ config, folds: results, history, failure: last.failure },
    final: final?.stoppedBy === "numEpochs" ? { ...final, stoppedBy: "earlyStopping" } : final,
  };
}

/** One stage after another; of the second nobody hears but how far it is. */
export function divide({ span: [from, to], isQuiet }: Stage, first: number, second: number): [Stage, Stage] {
  const middle = from + ((to - from) * first) / (first + second);
  return [
    { span: [from, middle], isQuiet },
    { span: [middle, to], isQuiet: true },
  ];
}

function usable(result: LstmResult): LstmResult | undefined {
  const isNumeric = (): boolean => result.weights.every((weights) => weights.every(Number.isFinite));
  return result.numSteps > 0 && (result.failure === undefined || isNumeric()) ? result : undefined;
}

function costOf(jobs: readonly LstmJob[]): number {
  return jobs.reduce((sum, { train }) => sum + train.tokenIds.length, 0);
}

/** @param numFolds - The first so many jobs are folds. */
async function trainTogether(
  jobs: readonly LstmJob[],
  numFolds: number,
  { runner, queue }: LstmContext,
  { span: [from, to], isQuiet }: Stage,
): Promise<Pick<FittedLstm, "history" | "failure"> & { readonly results: readonly LstmResult[] }> {
  const total = costOf(jobs);
  const shares = jobs.map(() => 0);
  const { numEpochs } = jobs[0]!.settings;
  const history = new EpochHistory(
    jobs.map(({ train, heldOut }, i) => ({
      numTrained: train.labels.length,
      numHeldOut: heldOut?.labels.length ?? 0,
      isFold: i < numFolds,
    })),
    (record, isOld, weights) => {
      if (!isQuiet) queue.tell((listener) => listener.onEpochEnd?.(record, { numEpochs, isOld, weights }));
    },
  );
  queue.start();
  const hooks = jobs.map((_, i) => ({
    signal: queue.signal,
    onEpoch: (record: EpochRecord, isOld: boolean, weights?: WeightHistograms) =>
      history.add(i, record, isOld, weights),
    // Epochs that a job which was cut short has not done are not over.
    onResult: ({ stoppedBy }: LstmResult) => {
      if (stoppedBy !== "signal" && stoppedBy !== "error") history.end(i);
    },
    onStep: (done: number) => {
      shares[i] = done;
      const all = shares.reduce((sum, share, job) => sum + share * costOf([jobs[job]!]), 0) / total;
      const epoch = Math.min(numEpochs, history.epochs.length + 1);
      const step = { done: from + (to - from) * all, epoch, numEpochs };
      queue.tell((listener) => listener.onStep?.(step));
    },
  }));
  const results = await runner.run(jobs, hooks);
  await queue.settled();
  const failure = queue.failure ?? results.find((result) => result.failure !== undefined)?.failure;
  return { results, history: history.epochs, failure };
}
