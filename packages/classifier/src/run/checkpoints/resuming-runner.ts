// Jobs that go on where an earlier process left them: what is done is not done again, and gives the same bits.

import type { Saved, Snapshot } from "@newsclf/training";
import type { Job, JobResult, JobRunner } from "../jobs/job.ts";
import type { JobHooks } from "../jobs/job-hooks.ts";
import type { JobStore, KeptJob } from "./job-store.ts";

/** Options of `createResumingRunner`. */
export interface ResumingOptions {
  readonly store: JobStore;
  /** Least time between two checkpoints of a job that are not at an epoch's end. Default: none between. */
  readonly everyMilliseconds?: number | undefined;
  /** Milliseconds from any origin. */
  readonly elapsed: () => number;
}

/** Jobs are named by their kinds, in the order in which they come: a run that is repeated asks for the same ones. */
export function createResumingRunner(runner: JobRunner, options: ResumingOptions): JobRunner {
  const counts = new Map<Job["kind"], number>();
  const nameOf = ({ kind }: Job): string => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return `${kind}-${count}`;
  };
  return {
    async run<J extends Job>(jobs: readonly J[], hooks: readonly JobHooks<JobResult<J>>[]) {
      const names = jobs.map(nameOf);
      const kept = names.map((name) => options.store.left.get(name));
      const failed = new AbortController();
      const keepers = names.map((name) => createKeeper(name, options, () => failed.abort()));
      const results: JobResult<J>[] = [];
      const open = [...jobs.keys()].filter((i) => kept[i]?.kind !== "result");
      kept.forEach((left, i) => {
        if (left) replay(left, hooks[i]!);
        if (left?.kind !== "result") return;
        results[i] = left.result as unknown as JobResult<J>;
        hooks[i]!.onResult?.(results[i]!);
      });
      try {
        const ofOpen = await runner.run(
          open.map((i) => goingOn(jobs[i]!, kept[i])),
          open.map((i) => ({ ...keepers[i]!.around(hooks[i]!), signal: either(hooks[i]!.signal, failed.signal) })),
        );
        ofOpen.forEach((result, i) => {
          results[open[i]!] = result;
        });
      } finally {
        await Promise.all(keepers.map((keeper) => keeper.settled()));
      }
      return results;
    },
    close: () => runner.close(),
  };
}

function goingOn<J extends Job>(job: J, kept: KeptJob | undefined): J {
  return kept?.kind === "snapshot" ? { ...job, from: kept.snapshot } : job;
}

/** Tells of the epochs that are done already. */
function replay(kept: KeptJob, hooks: JobHooks<never>): void {
  const { history = [] } = kept.kind === "snapshot" ? kept.snapshot : (kept.result as unknown as Partial<Snapshot>);
  for (const record of history) hooks.onEpoch?.(record, true);
}

function either(first: AbortSignal | undefined, second: AbortSignal): AbortSignal {
  return first ? AbortSignal.any([first, second]) : second;
}

/** Keeps what a job tells of itself: one write at a time, and of what comes meanwhile the last. */
function createKeeper(name: string, { store, everyMilliseconds, elapsed }: ResumingOptions, onFailure: () => void) {
  let next: KeptJob | undefined;
  let writing: Promise<void> | undefined;
  let failure: unknown;
  let lastAt = elapsed();
  const write = async (): Promise<void> => {
    while (next !== undefined && failure === undefined) {
      const kept = next;
      next = undefined;
      try {
        await store.save(name, kept);
      } catch (error) {
        failure = error;
        onFailure();
      }
    }
    writing = undefined;
  };
  const keep = (kept: KeptJob): void => {
    lastAt = elapsed();
    next = kept;
    writing ??= write();
  };
  return {
    around: <R>(hooks: JobHooks<R>): JobHooks<R> => ({
      ...hooks,
      isSnapshotDue: () => {
        const isDue = everyMilliseconds !== undefined && elapsed() - lastAt >= everyMilliseconds;
        if (isDue) lastAt = elapsed();
        return isDue;
      },
      onSnapshot: (snapshot) => {
        // What is kept is the last state that one can go on from.
        if (isNumeric(snapshot)) keep({ kind: "snapshot", snapshot });
      },
      onResult: (result) => {
        if (isWhole(result)) keep({ kind: "result", result: result as Saved });
        hooks.onResult?.(result);
      },
    }),
    /** @throws What the store threw. */
    async settled(): Promise<void> {
      await writing;
      if (failure !== undefined) throw failure;
    },
  };
}

function isNumeric({ weights }: Snapshot): boolean {
  return weights.every((values) => values.every(Number.isFinite));
}

/** A job that was cut is kept by its snapshot. */
function isWhole(result: unknown): boolean {
  const { stoppedBy, isStopped, failure } = result as { stoppedBy?: string; isStopped?: boolean; failure?: unknown };
  const isCut = stoppedBy === "signal" || stoppedBy === "error" || isStopped === true || failure !== undefined;
  return !isCut && !("vectors" in (result as object) && (result as { vectors: unknown }).vectors === undefined);
}
