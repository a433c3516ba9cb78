// What rank 0 does for a group: it alone has the data and the run, and has the others compute their parts of the LSTMs' steps.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { BackendInfo } from "../../backend.ts";
import type { Job, JobResult, JobRunner } from "../../run/jobs/job.ts";
import type { JobHooks } from "../../run/jobs/job-hooks.ts";
import { runLstmJob } from "../../run/jobs/lstm-job.ts";
import { describeEngine, isOfAll, type TrainingGroup, tellGroup } from "./group-messages.ts";

/**
 * Has all processes take the engine of this one.
 *
 * @param threads - Of each; default: their share of the cores.
 * @throws NewsclfError `CONFIG` where theirs would give other bits.
 */
export async function shareEngine(
  group: TrainingGroup,
  { engine }: BackendInfo,
  threads: number | undefined,
): Promise<void> {
  const [kind] = engine.split(" ");
  if (kind !== "native" && kind !== "wasm") {
    throw new NewsclfError("CONFIG", sentence`${engine} computes for one process alone`, {
      fix: sentence`${setting("backend", "native")}`,
    });
  }
  await tellGroup(group, { kind: "engine", engine: kind, threads });
  const ours = describeEngine(engine);
  const all = [ours];
  for (let rank = 1; rank < group.size; rank++) all.push(new TextDecoder().decode(await group.receive(rank)));
  const other = all.findIndex((theirs) => theirs !== ours);
  if (other < 0) return;
  throw new NewsclfError("CONFIG", sentence`rank ${other} has ${all[other]!}, rank 0 ${ours}: other bits`, {
    fix: sentence`${setting("backend", "wasm")}, or machines with the same newsclf and of one kind`,
  });
}

/** Groups of which this process may have left a job while the others are in it. */
const left = new WeakSet<TrainingGroup>();

/**
 * Lets the other processes return from `followTraining`.
 *
 * @returns False where a training failed here, perhaps here alone: then they may wait in it, and it takes the end of this process to end
 *   them.
 */
export async function endTraining(group: TrainingGroup): Promise<boolean> {
  if (left.has(group)) return false;
  await tellGroup(group, { kind: "end" });
  return true;
}

/** LSTMs one after another, each by all processes; other jobs go to `others`, and those processes wait. */
export function createGroupRunner(group: TrainingGroup, others: JobRunner): JobRunner {
  return {
    async run<J extends Job>(jobs: readonly J[], hooks: readonly JobHooks<JobResult<J>>[]) {
      if (jobs.some(({ kind }) => kind !== "lstm")) return others.run(jobs, hooks);
      const results: JobResult<J>[] = [];
      // The largest, whose weights are the model's, is the first to be whole.
      const sizeOf = (job: Job): number => (job.kind === "lstm" ? job.train.tokenIds.length : 0);
      const order = [...jobs.keys()].sort((a, b) => sizeOf(jobs[b]!) - sizeOf(jobs[a]!));
      for (const i of order) results[i] = (await runTogether(group, jobs[i]!, hooks[i]!)) as JobResult<J>;
      return results;
    },
    close: () => others.close(),
  };
}

/** What fails here alone must not leave the others waiting: it stops the job for all. */
async function runTogether<J extends Job>(
  group: TrainingGroup,
  job: J,
  { onStep, onEpoch, onSnapshot, isSnapshotDue, onResult, signal }: JobHooks<JobResult<J>>,
): Promise<JobResult<Job>> {
  if (job.kind !== "lstm") throw new RangeError(`runTogether: a job of kind ${job.kind}`);
  const failed = new AbortController();
  const guard = <Args extends unknown[]>(call: ((...args: Args) => void) | undefined) => {
    if (!call) return undefined;
    return (...args: Args): void => {
      try {
        call(...args);
      } catch (error) {
        failed.abort(error);
      }
    };
  };
  await tellGroup(group, { kind: "job", job });
  const guarded = { onStep: guard(onStep), onEpoch: guard(onEpoch), onSnapshot: guard(onSnapshot), isSnapshotDue };
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  left.add(group);
  const result = await runLstmJob(job, { ...guarded, signal: either }, group).catch((error: unknown) => {
    if (isOfAll(error)) left.delete(group);
    throw error;
  });
  if (result.failure === undefined || isOfAll(result.failure)) left.delete(group);
  failed.signal.throwIfAborted();
  onResult?.(result as JobResult<J>);
  return result;
}
