// Who is told how training goes. To add one: a file beside this one.

import type { EpochRecord, StepRecord } from "../trainer/epoch-record.ts";
import type { Saved } from "../trainer/snapshot.ts";
import type { Trainer } from "../trainer/trainer.ts";

/** Called in the order in which they were given; training waits for what they return. */
export interface Listener {
  /** Tells its state apart in a snapshot; unique among those that have one. */
  readonly name: string;
  /** Before the first step of a run, or the first after it was restored. */
  readonly onStart?: (trainer: Trainer) => unknown;
  readonly onStep?: (record: StepRecord, trainer: Trainer) => unknown;
  readonly onEpochEnd?: (record: EpochRecord, trainer: Trainer) => unknown;
  /** After the last epoch, a stop, an abort or an error. */
  readonly onEnd?: (trainer: Trainer) => unknown;
  readonly save?: () => Saved;
  readonly restore?: (saved: Saved) => void;
}
