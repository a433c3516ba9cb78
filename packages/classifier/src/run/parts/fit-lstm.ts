// The LSTM's training: a job a fold and one on all training rows, at the same time.

import { selectRows, type TokenDataset } from "@newsclf/dataset";
import type { ClassifierConfig } from "@newsclf/model";
import type { EpochRecord } from "@newsclf/training";
import type { PreparedData } from "../../data/prepare-data.ts";
import type { TrainingSettings } from "../../settings/training-settings.ts";
import type { Folds } from "../folds.ts";
import type { JobRunner } from "../jobs/job.ts";
import type { LstmJob, LstmResult } from "../jobs/lstm-job.ts";
import type { RunListener } from "../run-listener.ts";
import { EpochHistory } from "./epoch-history.ts";

export interface FittedLstm {
  readonly config: ClassifierConfig;
  /** Trained on all training rows; undefined if training was stopped before it began, or the weights are no numbers. */
  readonly final: LstmResult | undefined;
  readonly folds: readonly LstmResult[];
  readonly history: readonly EpochRecord[];
  /** What ended training before its time, other than a signal. */
  readonly failure: unknown;
}

export interface LstmContext {
  readonly runner: JobRunner;
  readonly listeners: readonly RunListener[];
  readonly signal: AbortSignal | undefined;
}

/** The LSTM that settings stand for on some data. */
export function lstmConfig({ tokenizer, rows }: PreparedData, settings: TrainingSettings): ClassifierConfig {
  return { ...settings, vocabSize: tokenizer.vocabSize, numClasses: rows.labelMap.classNames.length };
}

/** @param vectors - Row-major `[V, E]`; undefined where the embedding starts at random. */
export async function fitLstm(
  data: PreparedData,
  { folds }: Folds,
  settings: TrainingSettings,
  vectors: Float32Array | undefined,
  context: LstmContext,
): Promise<FittedLstm> {
  const { tokens } = data;
  const config = lstmConfig(data, settings);
  const job = (train: TokenDataset, heldOut?: TokenDataset): LstmJob => ({
    ...{ kind: "lstm", config, settings, vectors, train, heldOut },
  });
  const ofFolds = folds.map(({ train, test }) => job(selectRows(tokens.train, train), selectRows(tokens.train, test)));
  const hasValidation = tokens.validation.labels.length > 0;
  const ofAll = job(tokens.train, hasValidation ? tokens.validation : undefined);
  // Without validation rows the folds say how long to train.
  const isAfter =
    settings.earlyStopping && !hasValidation && folds.length > 0 && settings.monitor.startsWith("validation");
  if (!isAfter) {
    const { results, history, failure } = await trainTogether([...ofFolds, ofAll], folds.length, context);
    return { config, final: usable(results.at(-1)!), folds: results.slice(0, -1), history, failure };
  }
  const { results, history, failure } = await trainTogether(ofFolds, folds.length, context);
  const numEpochs = Math.max(
    1,
    Math.round(results.reduce((sum, { bestEpoch }) => sum + bestEpoch, 0) / results.length),
  );
  if (failure !== undefined || results.some(({ stoppedBy }) => stoppedBy === "signal")) {
    return { config, final: undefined, folds: results, history, failure };
  }
  // The curves are those of the folds; of this training there is nothing to see but how far it is.
  const quiet = { ...context, listeners: onlySteps(context.listeners) };
  const last = await trainTogether([{ ...ofAll, settings: { ...settings, numEpochs } }], 0, quiet);
  const final = usable(last.results[0]!);
  return {
    ...{ config, folds: results, history, failure: last.failure },
    final: final?.stoppedBy === "numEpochs" ? { ...final, stoppedBy: "earlyStopping" } : final,
  };
}

/** Undefined where training failed in such a way that the weights are no numbers. */
function usable(result: LstmResult): LstmResult | undefined {
  const isNumeric = result.weights.every((weights) => weights.every(Number.isFinite));
  return result.failure === undefined || isNumeric ? result : undefined;
}

/** Listeners that hear how far training is, and of no epochs. */
export function onlySteps(listeners: readonly RunListener[]): RunListener[] {
  return listeners.map(({ name, onStep }) => ({ name, ...(onStep && { onStep }) }));
}

/** @param numFolds - The first so many jobs are folds. */
async function trainTogether(
  jobs: readonly LstmJob[],
  numFolds: number,
  { runner, listeners, signal }: LstmContext,
): Promise<Pick<FittedLstm, "history" | "failure"> & { readonly results: readonly LstmResult[] }> {
  const costs = jobs.map(({ train }) => train.tokenIds.length);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const shares = jobs.map(() => 0);
  const { numEpochs } = jobs[0]!.settings;
  const abort = new AbortController();
  const stop = (): void => abort.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  let failure: unknown;
  let told: Promise<unknown> = Promise.resolve();
  const tell = (what: (listener: RunListener) => unknown): void => {
    told = told
      .then(async () => {
        for (const listener of listeners) await what(listener);
      })
      .catch((error: unknown) => {
        failure ??= error;
        abort.abort();
      });
  };
  const history = new EpochHistory(
    jobs.map(({ train, heldOut }, i) => ({
      numTrained: train.labels.length,
      numHeldOut: heldOut?.labels.length ?? 0,
      isFold: i < numFolds,
    })),
    (record) => tell((listener) => listener.onEpochEnd?.(record, { numEpochs })),
  );
  tell((listener) => listener.onStart?.());
  const hooks = jobs.map((_, i) => ({
    signal: abort.signal,
    onEpoch: (record: EpochRecord) => history.add(i, record),
    onStep: (done: number) => {
      shares[i] = done;
      const all = shares.reduce((sum, share, job) => sum + share * costs[job]!, 0) / total;
      const step = { done: all, epoch: Math.min(numEpochs, history.epochs.length + 1), numEpochs };
      tell((listener) => listener.onStep?.(step));
    },
  }));
  try {
    const results = await runner.run(jobs, hooks);
    results.forEach(({ stoppedBy }, i) => {
      // Epochs that one of those that were cut has not done are not over.
      if (stoppedBy !== "signal" && stoppedBy !== "error") history.end(i);
    });
    await told;
    failure ??= results.find((result) => result.failure !== undefined)?.failure;
    return { results, history: history.epochs, failure };
  } finally {
    signal?.removeEventListener("abort", stop);
    tell((listener) => listener.onEnd?.());
    await told;
  }
}
