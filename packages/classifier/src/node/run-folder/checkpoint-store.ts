// Checkpoints of a run's jobs in a folder: `lstm-0.step-000123` while it is trained, `lstm-0.result` once it is done.

import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Saved, Snapshot } from "@newsclf/training";
import { loadCheckpoint, saveCheckpoint } from "@newsclf/training/node";
import { NewsclfError } from "@newsclf-internal/errors";
import type { JobStore, KeptJob } from "../../run/checkpoints/job-store.ts";

const NAME = /^([a-z]+-\d+)\.(?:step-(\d+)|result)$/;
/** Of a result: after all steps. */
const DONE = Number.POSITIVE_INFINITY;

interface Entry {
  readonly file: string;
  readonly job: string;
  readonly step: number;
}

/**
 * Reads what an earlier process left: of each job the last that is whole.
 *
 * @param numKept - Checkpoints of a job that stay, the last ones.
 */
export async function openCheckpointStore(folder: string, numKept: number): Promise<JobStore> {
  return {
    left: await readLast(folder),
    async save(job, kept) {
      const step = kept.kind === "result" ? DONE : kept.snapshot.cursor.step;
      const file = step === DONE ? `${job}.result` : `${job}.step-${String(step).padStart(6, "0")}`;
      await saveCheckpoint(
        join(folder, file),
        kept.kind === "result" ? kept.result : (kept.snapshot as unknown as Saved),
      );
      const older = (await list(folder)).filter((entry) => entry.job === job && entry.step < step);
      for (const entry of older.slice(step === DONE ? 0 : numKept - 1)) await rm(join(folder, entry.file));
    },
  };
}

async function readLast(folder: string): Promise<Map<string, KeptJob>> {
  const left = new Map<string, KeptJob>();
  for (const { file, job, step } of await list(folder)) {
    if (left.has(job)) continue;
    const state = await loadCheckpoint(join(folder, file)).catch((error: unknown) => {
      // What a power cut tore: the one before it is whole.
      if (error instanceof NewsclfError) return undefined;
      throw error;
    });
    if (state === undefined) continue;
    const snapshot = state as unknown as Snapshot;
    left.set(job, step === DONE ? { kind: "result", result: state } : { kind: "snapshot", snapshot });
  }
  return left;
}

/** The last first. */
async function list(folder: string): Promise<Entry[]> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  const entries = files.flatMap((file) => {
    const [, job, step] = NAME.exec(file) ?? [];
    return job === undefined ? [] : [{ file, job, step: step === undefined ? DONE : Number(step) }];
  });
  return entries.sort((a, b) => b.step - a.step);
}
