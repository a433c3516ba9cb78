// Finds out from texts what their words are like.

import type { TokenDataset } from "@newsclf/dataset";
import { type LsaOptions, lsaVectors, pause } from "@newsclf/training";
import type { JobHooks } from "./job-hooks.ts";

export interface VectorsJob extends LsaOptions {
  readonly kind: "vectors";
  readonly texts: Pick<TokenDataset, "tokenIds" | "offsets">;
}

export interface VectorsResult {
  /** Row-major `[V, E]`; undefined if the job was stopped. */
  readonly vectors: Float32Array | undefined;
}

export async function runVectorsJob(job: VectorsJob, { signal }: JobHooks): Promise<VectorsResult> {
  await pause();
  return { vectors: signal?.aborted ? undefined : lsaVectors(job.texts, job) };
}
