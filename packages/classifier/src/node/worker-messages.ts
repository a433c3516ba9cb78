// What a run and its workers tell each other.

import type { EpochRecord, Snapshot, WeightHistograms } from "@newsclf/training";
import type { PackedError } from "@newsclf-internal/errors";
import type { Job, JobResult } from "../run/jobs/job.ts";

export interface WorkerStart {
  readonly engine: "native" | "wasm";
}

export type ToWorker =
  | { readonly kind: "job"; readonly id: number; readonly job: Job; readonly keepsSnapshots: boolean }
  | { readonly kind: "snapshot"; readonly id: number }
  | { readonly kind: "abort" };

/** The first; what follows is of jobs. */
export interface Ready {
  readonly kind: "ready";
}

export type FromJob =
  | { readonly kind: "step"; readonly id: number; readonly done: number }
  | {
      readonly kind: "epoch";
      readonly id: number;
      readonly record: EpochRecord;
      readonly weights: WeightHistograms | undefined;
    }
  | { readonly kind: "snapshot"; readonly id: number; readonly snapshot: Snapshot }
  | { readonly kind: "result"; readonly id: number; readonly result: JobResult<Job> }
  | { readonly kind: "error"; readonly id: number; readonly error: PackedError };
