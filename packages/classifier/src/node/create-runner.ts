// Threads for the jobs of a run, where they are worth it.

import type { BackendInfo } from "../backend.ts";
import type { JobRunner } from "../run/jobs/job.ts";
import type { TrainingSettings } from "../settings/for-rows.ts";
import { createWorkerRunner } from "./worker-runner.ts";

/** Of a run on one thread, about a second and a half. */
const MIN_TOKENS = 300_000;

/** Threads that have little to do cost more than they bring. */
export async function createRunner(
  { engine, numThreads }: BackendInfo,
  { parts, folds }: TrainingSettings,
  numTokens: number,
): Promise<JobRunner | undefined> {
  const [kind] = engine.split(" ");
  const isOurs = kind === "native" || kind === "wasm";
  const isWorth = parts.includes("lstm") ? numTokens > MIN_TOKENS : numTokens > 10 * MIN_TOKENS;
  if (!isOurs || numThreads < 2 || folds === null || !isWorth) return undefined;
  // Where none can start, as in a bundle without their file, one thread computes the same.
  return createWorkerRunner(kind, Math.min(numThreads, folds + 1)).catch(() => undefined);
}
