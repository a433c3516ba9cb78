// The training loop, with all of its state in one place: weights, optimizer, cursor, sums of the running epoch, history.

import type { Batch } from "@newsclf/dataset";
import type { Scores } from "@newsclf/evaluation";
import { deriveSeed, type RaggedTokens } from "@newsclf/kernels";
import { untilAborted } from "../batch-source.ts";
import { forwardAll } from "../forward-all.ts";
import { pause } from "../pause.ts";
import type { Trainable } from "../trainable.ts";
import { copyWeights, restoreWeights } from "../weights.ts";
import type { EpochRecord } from "./epoch-record.ts";
import { EpochTotals } from "./epoch-totals.ts";
import { followMonitor, resolveMonitor } from "./monitor.ts";
import { nonFinite } from "./non-finite.ts";
import type { Cursor, Saved } from "./snapshot.ts";
import { trainStep } from "./train-step.ts";
import type { Trainer } from "./trainer.ts";
import { checkTrainerOptions, type TrainerOptions } from "./trainer-options.ts";

/**
 * Starts a run. It trains `model` in place; the optimizer stays the caller's to dispose.
 *
 * @throws RangeError for options outside their range.
 */
export function createTrainer<B extends RaggedTokens = Batch, Targets = Int32Array>(
  model: Trainable,
  options: TrainerOptions<B, Targets>,
): Trainer {
  checkTrainerOptions(options);
  const { train, validation, task, optimizer, numEpochs, learningRate, maxGradNorm, seed, reduceGradients } = options;
  const listeners = options.listeners ?? [];
  const monitor = resolveMonitor(task.metrics, validation !== undefined, options.monitor, options.monitorMode);
  const schedule = typeof learningRate === "function" ? learningRate : () => learningRate;
  const startEpoch = (): EpochTotals<B, Targets> => new EpochTotals(task, model.numClasses);

  let cursor: Cursor = { epoch: 1, batch: 0, step: 0 };
  let history: readonly EpochRecord[] = [];
  let totals = startEpoch();
  let stoppedBy: string | null = null;

  const learningRateAt = (step: number): number => schedule(step, numEpochs * train.numBatches);

  const trainBatch = async (batch: B): Promise<void> => {
    const { epoch, step } = cursor;
    const rate = learningRateAt(step);
    const place = `epoch ${epoch} step ${cursor.batch + 1}`;
    const dropoutSeed = deriveSeed(seed, "dropout", step);
    const context = { model, task, optimizer, maxGradNorm, reduceGradients, learningRate: rate, dropoutSeed, place };
    const { loss, logits, gradNorm } = await trainStep(batch, context);
    totals.add(batch, loss, logits);
    cursor = { epoch, batch: cursor.batch + 1, step: step + 1 };
    const { scores, numTokens } = totals;
    const record = {
      ...{ epoch, step: cursor.batch, numSteps: train.numBatches, globalStep: cursor.step, loss, train: scores },
      ...{ gradNorm, learningRate: rate, numTokens },
    };
    for (const listener of listeners) await listener.onStep?.(record, trainer);
  };

  const validate = async (source: NonNullable<typeof validation>, signal?: AbortSignal): Promise<Scores> => {
    const sums = startEpoch();
    const batches = untilAborted(source.epoch(0), signal);
    for await (const { batch, logits, loss } of forwardAll(model, batches, task)) sums.add(batch, loss!, logits);
    const { scores } = sums;
    if (!signal?.aborted && !Number.isFinite(scores.loss)) {
      throw nonFinite(`epoch ${cursor.epoch}`, `validation loss is ${scores.loss}`, maxGradNorm);
    }
    return scores;
  };

  /** False if the signal cut the epoch short. */
  const runEpoch = async (signal?: AbortSignal): Promise<boolean> => {
    const { epoch } = cursor;
    for (const batch of untilAborted(train.epoch(epoch - 1, cursor.batch), signal)) {
      await trainBatch(batch);
      await pause();
    }
    const scores = validation && (await validate(validation, signal));
    if (signal?.aborted) return false;
    const record: EpochRecord = {
      ...{ epoch, train: totals.scores, learningRate: learningRateAt(cursor.step - 1) },
      ...{ numTokens: totals.numTokens, numSteps: cursor.batch, ...(scores && { validation: scores }) },
    };
    history = [...history, record];
    cursor = { epoch: epoch + 1, batch: 0, step: cursor.step };
    totals = startEpoch();
    for (const listener of listeners) await listener.onEpochEnd?.(record, trainer);
    return true;
  };

  const trainer: Trainer = {
    model,
    numEpochs,
    monitor,
    get cursor() {
      return cursor;
    },
    get history() {
      return history;
    },
    get bestEpoch() {
      return followMonitor(history, monitor).bestEpoch;
    },
    async run(signal) {
      try {
        for (const listener of listeners) await listener.onStart?.(trainer);
        while (stoppedBy === null && cursor.epoch <= numEpochs) {
          if (!(await runEpoch(signal))) return { history, bestEpoch: trainer.bestEpoch, stoppedBy: "signal" };
        }
      } finally {
        for (const listener of listeners) await listener.onEnd?.(trainer);
      }
      return { history, bestEpoch: trainer.bestEpoch, stoppedBy: stoppedBy ?? "numEpochs" };
    },
    stop(reason) {
      stoppedBy ??= reason;
    },
    async save() {
      const states = listeners.flatMap(({ name, save }): [string, Saved][] => (save ? [[name, save()]] : []));
      const [weights, saved] = [await copyWeights(model.params), await optimizer.save()];
      return {
        ...{ cursor, history, totals: totals.save(), stoppedBy, weights, optimizer: saved },
        listeners: Object.fromEntries(states),
      };
    },
    restore(snapshot) {
      restoreWeights(model.params, snapshot.weights);
      optimizer.restore(snapshot.optimizer);
      ({ cursor, history, stoppedBy } = snapshot);
      totals = startEpoch();
      totals.restore(snapshot.totals);
      for (const { name, restore } of listeners) {
        const state = snapshot.listeners[name];
        if (state !== undefined) restore?.(state);
      }
    },
  };
  return trainer;
}
