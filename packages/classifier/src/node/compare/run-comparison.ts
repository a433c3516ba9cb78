// What there is to say of runs beside each other.

import type { PairedTest } from "@newsclf/evaluation";
import type { RunScores } from "../run-folder/read-run.ts";

/** Runs beside each other; plain JSON data. */
export interface RunComparison {
  /** In the order in which they were named. */
  readonly runs: readonly ComparedRun[];
  /** Each run but the first against the first. */
  readonly pairs: readonly RunPair[];
  /** Settings, and versions of what they ran on, that are not the same everywhere. */
  readonly differences: readonly RunDifference[];
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
}

/** How good one run is, by what was measured. */
export interface ComparedRun {
  /** As the caller named it. */
  readonly folder: string;
  readonly scores: {
    readonly test: RunScores;
    readonly withoutLstm?: RunScores;
    readonly outOfFold?: RunScores;
    readonly baseline: RunScores;
  };
  /** Whether somebody stopped it before its end. */
  readonly isStopped: boolean;
}

/** A run against the first one, on the test texts that both have. */
export interface RunPair {
  readonly run: string;
  readonly reference: string;
  /** Texts that both have. */
  readonly examples: number;
  /** Whether these are all that each has, row for row. */
  readonly isSame: boolean;
  /** What each reaches on them, and the run's score minus the reference's; absent where there are none. */
  readonly accuracy?: PairedTest & PairedScores;
  /** The interval is that of a paired bootstrap, 95 %. */
  readonly macroF1?: PairedScores & { readonly difference: number; readonly interval: readonly [number, number] };
}

export interface PairedScores {
  readonly ofRun: number;
  readonly ofReference: number;
}

export interface RunDifference {
  /** Of a setting, or `newsclf`, `node`, `engine`. */
  readonly name: string;
  /** One a run; null where it has none. */
  readonly values: readonly unknown[];
}
