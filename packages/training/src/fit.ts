// Training in one call, with the parts that most people want.

import { createBestWeights } from "./listeners/best-weights.ts";
import { createEarlyStopping, type EarlyStoppingOptions } from "./listeners/early-stopping.ts";
import { AdamW, type AdamWOptions } from "./optimizers/adam-w.ts";
import type { LearningRateSchedule } from "./schedules/schedule.ts";
import { singleLabel } from "./tasks/single-label.ts";
import type { Trainable } from "./trainable.ts";
import { createTrainer } from "./trainer/create-trainer.ts";
import type { FitResult } from "./trainer/trainer.ts";
import type { TrainerOptions } from "./trainer/trainer-options.ts";

/** Options of `fit`. */
export interface FitOptions
  extends Omit<TrainerOptions, "task" | "optimizer" | "learningRate">,
    Pick<AdamWOptions, "weightDecay" | "lazyRows"> {
  /** Default 1e-3, as in PyTorch's AdamW. */
  readonly learningRate?: number | LearningRateSchedule | undefined;
  readonly earlyStopping?: EarlyStoppingOptions | undefined;
  /** End with the weights of the best epoch instead of the last. Default true. */
  readonly restoreBestWeights?: boolean | undefined;
  /** Aborting it ends training after the running batch. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Trains in place with AdamW on the mean cross-entropy of each batch.
 *
 * The best epoch is judged by `monitor`. An abort and an error leave the best weights so far in the model; before the end of
 * the first epoch those are the current ones.
 *
 * @throws NewsclfError `TRAIN_NONFINITE` if a loss or gradient is not finite; that step is not applied.
 * @throws RangeError for options outside their range or an unlabelled example.
 */
export async function fit(model: Trainable, options: FitOptions): Promise<FitResult> {
  const { learningRate = 1e-3, earlyStopping, restoreBestWeights = true, signal } = options;
  const optimizer = new AdamW(model.params, options);
  const bestWeights = createBestWeights();
  const listeners = [
    ...(restoreBestWeights ? [bestWeights] : []),
    // Before the others, so that what they save of the last epoch is the end.
    ...(earlyStopping ? [createEarlyStopping(earlyStopping)] : []),
    ...(options.listeners ?? []),
  ];
  try {
    return await createTrainer(model, { ...options, task: singleLabel, optimizer, learningRate, listeners }).run(
      signal,
    );
  } finally {
    options.average?.apply();
    bestWeights.restoreInto(model);
    optimizer.dispose();
  }
}
