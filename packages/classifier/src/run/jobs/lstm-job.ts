// Trains an LSTM on some texts, and answers for others.

import { type Batch, cutBatch, type TokenDataset } from "@newsclf/dataset";
import {
  createBestWeights,
  createEarlyStopping,
  createSchedule,
  createTrainer,
  type FitResult,
  type Listener,
  type ProcessGroup,
  predictLogits,
  type Snapshot,
  WeightAverage,
  weightHistograms,
} from "@newsclf/training";
import { measuringBatches } from "../../predict/measuring-batches.ts";
import { trainingBatches } from "../batches.ts";
import { createOptimizer } from "./create-optimizer.ts";
import type { JobHooks } from "./job-hooks.ts";
import { type LstmStart, startClassifier, taskOf } from "./lstm-start.ts";

export interface LstmJob extends LstmStart {
  readonly kind: "lstm";
  /** Measured after each epoch, and answered at the end. */
  readonly heldOut: TokenDataset | undefined;
  /** Whether it tells of its weights after each epoch. Default false. */
  readonly showsWeights?: boolean;
  /** Where an earlier process left it. */
  readonly from?: Snapshot | undefined;
}

export interface LstmResult extends FitResult {
  /** That were made; without one the weights are those of the start. */
  readonly numSteps: number;
  /** Whether the weights are those of the best epoch, not of the last step. */
  readonly isBest: boolean;
  /** In the order of the classifier's parameters. */
  readonly weights: readonly Float32Array[];
  /** Logits of what was held out, row-major `[m, C]`; empty if nothing was, or the job was stopped. */
  readonly answers: Float32Array;
  /** What ended training before its time; the weights may be no numbers then. */
  readonly failure?: unknown;
}

/** @param group - Whose processes all run this job, and end with the same result; default: this process alone. */
export async function runLstmJob(job: LstmJob, hooks: JobHooks, group?: ProcessGroup): Promise<LstmResult> {
  const { settings, train, heldOut, from } = job;
  const { onSnapshot, signal } = hooks;
  const { seed, numEpochs, batchParts, averageDecay, checkpointEverySteps, earlyStopping, monitor } = settings;
  const classifier = startClassifier(job);
  const optimizer = createOptimizer(classifier.params, settings);
  const average = averageDecay === null ? undefined : new WeightAverage(classifier.params, averageDecay);
  const hasMonitor = heldOut !== undefined || monitor.startsWith("train");
  const isWatched = earlyStopping && hasMonitor;
  const bestWeights = createBestWeights();
  const restores = isWatched && settings.restoreBestWeights;
  const report: Listener = {
    name: "report",
    async onStep({ epoch, step, numSteps, globalStep }, trainer) {
      hooks.onStep?.((epoch - 1 + step / numSteps) / numEpochs);
      const isDue = checkpointEverySteps !== null && globalStep % checkpointEverySteps === 0;
      if (onSnapshot && (hooks.isSnapshotDue?.() || isDue)) onSnapshot(await trainer.save());
    },
    async onEpochEnd(record, trainer) {
      hooks.onEpoch?.(record, false, job.showsWeights ? await weightHistograms(classifier) : undefined);
      onSnapshot?.(await trainer.save());
    },
  };
  try {
    const trainer = createTrainer(classifier, {
      ...{ optimizer, average, seed, numEpochs, group },
      cut: (batch: Batch) => cutBatch(batch, batchParts),
      train: trainingBatches(train, settings),
      task: taskOf(job),
      validation: heldOut && measuringBatches(heldOut, settings),
      learningRate: createSchedule({ ...settings, peak: settings.learningRate, decay: settings.learningRateDecay }),
      accumulateBatches: settings.accumulateBatches,
      maxGradNorm: settings.maxGradNorm ?? undefined,
      ...(hasMonitor && { monitor }),
      listeners: [...(restores ? [bestWeights] : []), ...(isWatched ? [createEarlyStopping(settings)] : []), report],
    });
    if (from) trainer.restore(from);
    let failure: unknown;
    const trained = await trainer.run(signal).catch((error: unknown): FitResult => {
      failure = error ?? new Error("training failed");
      return { history: trainer.history, bestEpoch: trainer.bestEpoch, stoppedBy: "error" };
    });
    if (failure !== undefined && trained.history.length === 0) throw failure;
    const isWhole = failure === undefined && trained.stoppedBy !== "signal";
    if (trained.stoppedBy === "signal" && trainer.cursor.step > 0) onSnapshot?.(await trainer.save());
    average?.apply();
    bestWeights.restoreInto(classifier);
    const bestEpoch = restores ? trained.bestEpoch : trained.history.length;
    return {
      ...{ ...trained, bestEpoch, numSteps: trainer.cursor.step, isBest: restores && bestEpoch > 0 },
      weights: await Promise.all(classifier.params.map(async (param) => Float32Array.from(await param.data()))),
      answers:
        heldOut && isWhole
          ? await predictLogits(classifier, measuringBatches(heldOut, settings), undefined, group)
          : new Float32Array(),
      ...(failure !== undefined && { failure }),
    };
  } finally {
    optimizer.dispose();
    average?.dispose();
    classifier.dispose();
  }
}
