// A run of training, seen from outside.

import type { Trainable } from "../trainable.ts";
import type { EpochRecord } from "./epoch-record.ts";
import type { Monitor } from "./monitor.ts";
import type { Cursor, Snapshot } from "./snapshot.ts";

/** How training went. */
export interface FitResult {
  /** One record for each complete epoch. */
  readonly history: readonly EpochRecord[];
  /** 1-based; the epoch with the best monitored score, 0 if none is complete. */
  readonly bestEpoch: number;
  /** `numEpochs`, `signal`, or the reason that a listener gave, such as `earlyStopping`. */
  readonly stoppedBy: string;
}

/** A run that can be stopped, saved and continued at any step. */
export interface Trainer {
  readonly model: Trainable;
  /** Epochs of the whole run if it is not stopped early. */
  readonly numEpochs: number;
  readonly cursor: Cursor;
  readonly history: readonly EpochRecord[];
  readonly monitor: Monitor;
  /** As in `FitResult`. */
  readonly bestEpoch: number;
  /**
   * Trains from the cursor until the last epoch is done, somebody calls `stop`, or the signal is aborted: after the running
   * step. Same weights, batches, seed, backend and build give the same bits, in one go or continued.
   *
   * @throws NewsclfError `TRAIN_NONFINITE` if a loss or gradient is not finite; that step is not applied.
   */
  run(signal?: AbortSignal): Promise<FitResult>;
  /** Ends the run at the end of the epoch. @param reason - Becomes `stoppedBy`. */
  stop(reason: string): void;
  /** What `restore` takes to go on from here. @throws Error in the middle of a step: call it in a listener, or between runs. */
  save(): Promise<Snapshot>;
  /**
   * Values of each parameter that the run has come to, in the order of the model's `params`: those of the average, if there is one
   * and a step was made.
   */
  copyWeights(): Promise<readonly Float32Array[]>;
  /** @throws RangeError if the snapshot is that of another model, optimizer or set of listeners; nothing is then changed. */
  restore(snapshot: Snapshot): void;
}
