// What `createTrainer` takes.

import type { Batch } from "@newsclf/dataset";
import type { RaggedTokens } from "@newsclf/kernels";
import type { BatchSource } from "../batch-source.ts";
import type { ProcessGroup } from "../group/process-group.ts";
import type { Listener } from "../listeners/listener.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { LearningRateSchedule } from "../schedules/schedule.ts";
import type { Task } from "../tasks/task.ts";
import type { WeightAverage } from "./weight-average.ts";

/** Options of `createTrainer`. */
export interface TrainerOptions<B extends RaggedTokens = Batch, Targets = Int32Array> {
  readonly train: BatchSource<B>;
  readonly validation?: BatchSource<B> | undefined;
  readonly task: Task<B, Targets>;
  readonly optimizer: Optimizer;
  /** At least 1. */
  readonly numEpochs: number;
  readonly learningRate: number | LearningRateSchedule;
  /** Largest L2 norm of all gradients together, above 0; larger ones are scaled down. Default: no limit. */
  readonly maxGradNorm?: number | undefined;
  /**
   * Batches that together make a step, at least 1; the last step of an epoch may have fewer. Its gradient is that of the mean loss
   * over their examples. Default 1.
   */
  readonly accumulateBatches?: number | undefined;
  /** Follows the weights; validation is measured on it, and the best weights are those of it. Default: none. */
  readonly average?: WeightAverage | undefined;
  /** Selects the dropout masks: an integer. The order of the batches has its own seed, the loader's. */
  readonly seed: number;
  /** The score that says which epoch is best. Default `validationLoss` with a validation split, `trainLoss` without. */
  readonly monitor?: string | undefined;
  /** Whether lower or higher is better. Default: by the score. */
  readonly monitorMode?: "min" | "max" | undefined;
  readonly listeners?: readonly Listener[] | undefined;
  /**
   * Cuts a batch into parts of a step, at least one, none of them empty, which are computed one after another, or by several
   * processes; it knows nothing of these. Default: one part.
   */
  readonly cut?: ((batch: B) => readonly B[]) | undefined;
  /**
   * Processes that train together: each has a trainer with these options, and computes some of the parts, and some of the
   * validation. On the same engine and instruction set they end with the same bits, however many they are. Rank 0 decides when they stop,
   * and its signal alone counts. Where `run` fails on one of them, the others wait: end them too. Default: this process alone.
   */
  readonly group?: ProcessGroup | undefined;
}

/** @throws RangeError for the first option outside its range. */
export function checkTrainerOptions<B extends RaggedTokens>(
  options: Pick<
    TrainerOptions<B, never>,
    "train" | "validation" | "numEpochs" | "maxGradNorm" | "seed" | "accumulateBatches"
  >,
): void {
  const { train, validation, numEpochs, maxGradNorm, seed, accumulateBatches = 1 } = options;
  for (const [name, value] of Object.entries({ numEpochs, accumulateBatches })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`fit: expected ${name} to be a positive integer, got ${value}`);
    }
  }
  if (!Number.isInteger(seed)) throw new RangeError(`fit: expected seed to be an integer, got ${seed}`);
  if (maxGradNorm !== undefined && !(maxGradNorm > 0)) {
    throw new RangeError(`fit: expected maxGradNorm above 0, got ${maxGradNorm}; leave it out for no limit`);
  }
  for (const [name, source] of Object.entries({ train, validation })) {
    if (source && source.numBatches < 1)
      throw new RangeError(`fit: ${name} has no batches; it needs at least one example`);
  }
}
