// The training loop, with all of its state in one place: weights, optimizer, cursor, sums of the running epoch, history.

import type { Batch } from "@newsclf/dataset";
import type { Scores } from "@newsclf/evaluation";
import { deriveSeed, type RaggedTokens } from "@newsclf/kernels";
import { pause } from "@newsclf-internal/pause";
import { firstBatches, inGroups, untilAborted } from "../batch-source.ts";
import { forwardAll } from "../forward-all.ts";
import type { Listener } from "../listeners/listener.ts";
import type { Trainable } from "../trainable.ts";
import { checkWeights, copyWeights, restoreWeights } from "../weights.ts";
import type { EpochRecord } from "./epoch-record.ts";
import { EpochTotals } from "./epoch-totals.ts";
import { followMonitor, resolveMonitor } from "./monitor.ts";
import { nonFinite } from "./non-finite.ts";
import type { Cursor } from "./snapshot.ts";
import { trainStep } from "./train-step.ts";
import type { Trainer } from "./trainer.ts";
import { checkTrainerOptions, type TrainerOptions } from "./trainer-options.ts";

/** Of the validation, looked at before the first step. */
const SANITY_BATCHES = 2;

/**
 * Starts a run. It trains `model` in place; optimizer and average stay the caller's to dispose.
 *
 * @throws RangeError for options outside their range.
 */
export function createTrainer<B extends RaggedTokens = Batch, Targets = Int32Array>(
  model: Trainable,
  options: TrainerOptions<B, Targets>,
): Trainer {
  checkTrainerOptions(options);
  checkNames(options.listeners ?? []);
  const { train, validation, task, optimizer, numEpochs, learningRate, maxGradNorm, seed, group } = options;
  const { accumulateBatches = 1, average, cut = (batch: B) => [batch] } = options;
  const listeners = options.listeners ?? [];
  const monitor = resolveMonitor(task.metrics, validation !== undefined, options.monitor, options.monitorMode);
  const schedule = typeof learningRate === "function" ? learningRate : () => learningRate;
  const startEpoch = (): EpochTotals<B, Targets> => new EpochTotals(task, model.numClasses);

  let cursor: Cursor = { epoch: 1, batch: 0, step: 0 };
  let history: readonly EpochRecord[] = [];
  let totals = startEpoch();
  let stoppedBy: string | null = null;
  let isRunning = false;
  /** Whether nothing of the state is about to change. */
  let isAtRest = true;

  const stepsOf = (numBatches: number): number => Math.ceil(numBatches / accumulateBatches);
  const numSteps = stepsOf(train.numBatches);
  const learningRateAt = (step: number): number => schedule(step, numEpochs * numSteps, { history, monitor });

  const trainBatches = async (batches: readonly B[]): Promise<void> => {
    const { epoch, step } = cursor;
    const rate = learningRateAt(step);
    const place = `epoch ${epoch} step ${stepsOf(cursor.batch) + 1}`;
    const parts = batches.flatMap(cut);
    const dropoutSeeds = parts.map((_, i) => deriveSeed(seed, "dropout", step, ...(i > 0 ? [i] : [])));
    const context = { model, task, optimizer, maxGradNorm, group, learningRate: rate, dropoutSeeds, place };
    const { loss, gradNorm, parts: results } = await trainStep(parts, context);
    average?.update();
    results.forEach((result, i) => {
      totals.add(parts[i]!, result.loss, result.logits);
    });
    cursor = { epoch, batch: cursor.batch + batches.length, step: step + 1 };
    const { quickScores, numTokens } = totals;
    const record = {
      ...{ epoch, step: stepsOf(cursor.batch), numSteps, globalStep: cursor.step, loss, train: quickScores },
      ...{ gradNorm, learningRate: rate, numTokens },
    };
    await tell((listener) => listener.onStep?.(record, trainer));
  };

  const measure = async (batches: Iterable<B>, signal?: AbortSignal): Promise<Scores> => {
    const sums = startEpoch();
    // All of them together, or none: the others have no signal.
    const taken = group ? batches : untilAborted(batches, signal);
    for await (const { batch, logits, loss } of forwardAll(model, taken, task, group)) sums.add(batch, loss!, logits);
    return sums.scores;
  };

  const validate = async (source: NonNullable<typeof validation>, signal?: AbortSignal): Promise<Scores> => {
    const ofAll = (): Promise<Scores> => measure(source.epoch(0), signal);
    return average ? average.during(ofAll) : ofAll();
  };

  const checkScores = ({ loss }: Scores): void => {
    if (Number.isFinite(loss)) return;
    const settings = { learningRate: learningRateAt(cursor.step - 1), maxGradNorm };
    throw nonFinite(`epoch ${cursor.epoch}`, `validation loss is ${loss}`, settings);
  };

  /** What rank 0 thinks. */
  const agreed = async (isTrue: boolean): Promise<boolean> => {
    if (group === undefined) return isTrue;
    const [answer] = await group.broadcast(group.rank === 0 ? Uint8Array.of(Number(isTrue)) : undefined);
    return answer === 1;
  };

  /** False if the signal cut the epoch short. */
  const runEpoch = async (signal?: AbortSignal): Promise<boolean> => {
    const { epoch } = cursor;
    for (const batches of inGroups(train.epoch(epoch - 1, cursor.batch), accumulateBatches)) {
      if (await agreed(signal?.aborted ?? false)) return false;
      await trainBatches(batches);
      await pause();
    }
    const scores = validation && (await validate(validation, signal));
    if (await agreed(signal?.aborted ?? false)) return false;
    if (scores) checkScores(scores);
    const record: EpochRecord = {
      ...{ epoch, train: totals.scores, learningRate: learningRateAt(cursor.step - 1) },
      ...{ numTokens: totals.numTokens, numSteps: stepsOf(cursor.batch), ...(scores && { validation: scores }) },
    };
    history = [...history, record];
    cursor = { epoch: epoch + 1, batch: 0, step: cursor.step };
    totals = startEpoch();
    await tell((listener) => listener.onEpochEnd?.(record, trainer));
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
    async run(given) {
      const signal = group === undefined || group.rank === 0 ? given : undefined;
      if (isRunning) throw new Error("run: the trainer runs already");
      [isRunning, isAtRest] = [true, false];
      try {
        await tell((listener) => listener.onStart?.(trainer));
        // What is wrong with the validation shows now, and not after an epoch.
        if (cursor.step === 0 && validation) await measure(firstBatches(validation, SANITY_BATCHES).epoch(0), signal);
        while (!(await agreed(stoppedBy !== null)) && cursor.epoch <= numEpochs) {
          if (!(await runEpoch(signal))) return { history, bestEpoch: trainer.bestEpoch, stoppedBy: "signal" };
        }
        return { history, bestEpoch: trainer.bestEpoch, stoppedBy: stoppedBy ?? "numEpochs" };
      } finally {
        [isRunning, isAtRest] = [false, true];
        await tellEnd();
      }
    },
    stop(reason) {
      stoppedBy ??= reason;
    },
    async save() {
      checkAtRest("save");
      const states = withState(listeners).map((listener) => [listener.name, listener.save!()] as const);
      const state = { cursor, history, totals: totals.save(), stoppedBy, listeners: Object.fromEntries(states) };
      const weights = await copyWeights(model.params);
      return {
        ...{ ...state, weights, optimizer: await optimizer.save() },
        ...(average && { average: await average.save() }),
      };
    },
    async copyWeights() {
      return (await average?.save()) ?? copyWeights(model.params);
    },
    restore(snapshot) {
      if (isRunning) throw new Error("restore: the trainer runs");
      const expected = withState(listeners).map(({ name }) => name);
      const found = Object.keys(snapshot.listeners);
      if (expected.length !== found.length || !expected.every((name) => found.includes(name))) {
        throw new RangeError(
          `restore: expected the state of the listeners ${expected.join(", ") || "(none)"}, got ${found.join(", ") || "(none)"}`,
        );
      }
      const restored = startEpoch();
      restored.restore(snapshot.totals);
      checkWeights(model.params, snapshot.weights);
      if (average) average.check(snapshot.average);
      else if (snapshot.average !== undefined) {
        throw new RangeError("restore: the snapshot is that of a run with an average of its weights");
      }
      optimizer.restore(snapshot.optimizer);
      restoreWeights(model.params, snapshot.weights);
      average?.restore(snapshot.average!);
      ({ cursor, history, stoppedBy } = snapshot);
      totals = restored;
      for (const listener of withState(listeners)) listener.restore?.(snapshot.listeners[listener.name]!);
    },
  };

  /** One after another; in a listener the state may be saved. */
  async function tell(what: (listener: Listener) => unknown): Promise<void> {
    isAtRest = true;
    for (const listener of listeners) await what(listener);
    isAtRest = false;
  }

  /** Every listener hears of the end, whatever the others do; the first error counts. */
  async function tellEnd(): Promise<void> {
    const errors: unknown[] = [];
    for (const listener of listeners) {
      try {
        await listener.onEnd?.(trainer);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  function checkAtRest(name: string): void {
    if (!isAtRest) throw new Error(`${name}: call it in a listener, or while the trainer does not run`);
  }

  return trainer;
}

function withState(listeners: readonly Listener[]): Listener[] {
  return listeners.filter(({ save }) => save !== undefined);
}

/** States go by the names of their listeners. */
function checkNames(listeners: readonly Listener[]): void {
  const names = withState(listeners).map(({ name }) => name);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw new RangeError(`createTrainer: two listeners with a state are called ${repeated}`);
}
