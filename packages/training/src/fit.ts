// The training loop: epochs until one of three reasons to stop, then the best weights.

import { trainEpoch, untilAborted } from "./_train-epoch.ts";
import { copyWeights, restoreWeights, type WeightCopy } from "./_weights.ts";
import { AdamW } from "./adam-w.ts";
import { createWatch } from "./early-stopping.ts";
import { tallyBatches } from "./evaluate.ts";
import { checkFitOptions, type FitOptions } from "./fit-options.ts";
import type { EpochRecord } from "./history.ts";
import type { Trainable } from "./trainable.ts";
import { nonFinite } from "./training-error.ts";

/** How training went. */
export interface FitResult {
  /** One record for each complete epoch. */
  readonly history: readonly EpochRecord[];
  /** 1-based; the epoch with the best monitored number, 0 if none is complete. */
  readonly bestEpoch: number;
  readonly stoppedBy: "numEpochs" | "earlyStopping" | "signal";
}

/**
 * Trains in place with AdamW on the mean cross-entropy of each batch.
 *
 * The best epoch is judged by `earlyStopping.monitor`; without early stopping by the validation loss, or the training loss if
 * there is no validation split. An abort and an error leave the best weights so far in the model; before the end of the first
 * epoch those are the current ones. Same weights, batches, seed, backend and build give the same bits.
 *
 * @throws TrainingError `TRAIN_NONFINITE` if a loss or gradient is not finite; that step is not applied.
 * @throws RangeError for options outside their range or an unlabelled example.
 */
export async function fit(model: Trainable, options: FitOptions): Promise<FitResult> {
  checkFitOptions(options);
  const { train, validation, numEpochs, learningRate = 1e-3, weightDecay, lazyRows, signal, callbacks } = options;
  const watch = createWatch(options.earlyStopping ?? {}, validation !== undefined);
  const schedule = typeof learningRate === "function" ? learningRate : () => learningRate;
  const learningRateAt = (step: number): number => schedule(step, numEpochs * train.numBatches);
  const optimizer = new AdamW(model.params, { learningRate: learningRateAt(0), weightDecay, lazyRows });
  const history: EpochRecord[] = [];
  let best: WeightCopy | undefined;

  const run = async (): Promise<FitResult["stoppedBy"]> => {
    for (let epoch = 1; epoch <= numEpochs; epoch++) {
      const trained = await trainEpoch(model, optimizer, learningRateAt, epoch, options);
      const record = validation ? { ...trained, ...(await validate(model, epoch, options)) } : trained;
      if (signal?.aborted) return "signal";
      history.push(record);
      const { isBest, shouldStop } = watch.update(record);
      if (isBest && options.restoreBestWeights !== false) best = await copyWeights(model.params);
      await callbacks?.onEpochEnd?.(record, isBest);
      if (shouldStop) return "earlyStopping";
    }
    return "numEpochs";
  };

  try {
    const stoppedBy = await run();
    return { history, bestEpoch: watch.bestEpoch, stoppedBy };
  } finally {
    if (best) restoreWeights(model.params, best);
    optimizer.dispose();
  }
}

async function validate(
  model: Trainable,
  epoch: number,
  { validation, signal, maxGradNorm }: FitOptions,
): Promise<Pick<EpochRecord, "validationLoss" | "validationAccuracy">> {
  const tally = await tallyBatches("fit", model, untilAborted(validation!.epoch(0), signal));
  if (!signal?.aborted && !Number.isFinite(tally.loss)) {
    throw nonFinite(`epoch ${epoch}`, `validation loss is ${tally.loss}`, maxGradNorm);
  }
  return { validationLoss: tally.loss, validationAccuracy: tally.accuracy };
}
