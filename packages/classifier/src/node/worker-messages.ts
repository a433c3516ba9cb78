// What a run and its workers tell each other.

import type { EpochRecord, Snapshot, WeightHistograms } from "@newsclf/training";
import { NewsclfError, type NewsclfErrorDetails, type Sentence } from "@newsclf-internal/errors";
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

/** An error as plain data: a copy between threads would lose its class and fields. */
export interface PackedError {
  readonly message: Sentence;
  readonly stack: string | undefined;
  /** Of a NewsclfError. */
  readonly code: string | undefined;
  readonly details: NewsclfErrorDetails;
}

export function packError(error: unknown): PackedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof NewsclfError)) return { message, stack, code: undefined, details: {} };
  const { code, place, excerpt, sentences } = error;
  return { message: sentences.message, stack, code, details: { place, excerpt, fix: sentences.fix } };
}

export function unpackError({ message, stack, code, details }: PackedError): Error {
  if (code !== undefined) return new NewsclfError(code, message, details);
  return Object.assign(new Error(String(message)), stack !== undefined && { stack });
}
