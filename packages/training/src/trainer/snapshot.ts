// The whole state of a run as plain data, so that it can be saved at any step, killed, restored and moved.

import type { Json } from "@newsclf/evaluation";
import type { EpochRecord } from "./epoch-record.ts";

/** Plain data whose leaves may also be arrays of numbers. */
export type Saved =
  | Json
  | Float32Array
  | Float64Array
  | Int32Array
  | readonly Saved[]
  | { readonly [key: string]: Saved };

/** Where a run is. */
export interface Cursor {
  /** 1-based, the epoch that is running or next. */
  readonly epoch: number;
  /** Batches of that epoch that are done. */
  readonly batch: number;
  /** Steps done, over the whole run. */
  readonly step: number;
}

/** What it takes to go on with the same bits. */
export interface Snapshot {
  readonly cursor: Cursor;
  /** One record for each complete epoch. */
  readonly history: readonly EpochRecord[];
  /** Sums of the running epoch. */
  readonly totals: Json;
  /** Why a listener ended the run; null while it may go on. */
  readonly stoppedBy: string | null;
  /** Values of each parameter, in the order of the model's `params`. */
  readonly weights: readonly Float32Array[];
  readonly optimizer: Saved;
  /** Values of the weights' average, of a run that has one; null before its first step. */
  readonly average?: readonly Float32Array[] | null;
  /** By the listeners' names. */
  readonly listeners: Readonly<Record<string, Saved>>;
}
