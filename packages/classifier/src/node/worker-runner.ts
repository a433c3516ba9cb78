// Jobs side by side, a thread a core. A job computes on one thread, which gives the same bits as any number of them.

import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { type PackedError, unpackError } from "@newsclf-internal/errors";
import type { Job, JobResult, JobRunner } from "../run/jobs/job.ts";
import type { JobHooks } from "../run/jobs/job-hooks.ts";
import { startWorker } from "../start-worker.ts";
import type { FromJob, ToWorker, WorkerStart } from "./worker-messages.ts";

interface Running {
  readonly hooks: JobHooks<JobResult<Job>>;
  resolve(result: JobResult<Job>): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  readonly running: Map<number, Running>;
  /** Tokens or entries that it was given in this round. */
  load: number;
  /** What ended it, perhaps while it had nothing to do. */
  failure: Error | undefined;
}

/**
 * @param numThreads - At least 1.
 * @throws Whatever keeps a thread from starting, such as the file that a bundle lacks.
 */
export async function createWorkerRunner(engine: WorkerStart["engine"], numThreads: number): Promise<JobRunner> {
  const share = createSharer();
  let nextId = 0;
  const workers = Array.from({ length: numThreads }, () => startWorker({ engine }));
  const close = (): void => {
    for (const worker of workers) void worker.terminate();
  };
  await Promise.all(workers.map((worker) => once(worker, "message"))).catch((error) => {
    close();
    throw error;
  });
  const threads = workers.map(listenTo);
  return {
    async run<J extends Job>(jobs: readonly J[], hooks: readonly JobHooks<JobResult<J>>[]) {
      for (const thread of threads) thread.load = 0;
      const results: Promise<JobResult<J>>[] = [];
      const signals = new Set(hooks.flatMap(({ signal }) => (signal ? [signal] : [])));
      const abort = (): void => {
        for (const thread of threads) post(thread, { kind: "abort" });
      };
      for (const signal of signals) {
        // One that was aborted before tells nobody any more.
        if (signal.aborted) abort();
        signal.addEventListener("abort", abort);
      }
      // The largest first, each to the thread that has least to do.
      const order = [...jobs.keys()].sort((a, b) => sizeOf(jobs[b]!) - sizeOf(jobs[a]!));
      for (const i of order) {
        const thread = threads.reduce((least, other) => (other.load < least.load ? other : least));
        thread.load += sizeOf(jobs[i]!);
        const id = nextId++;
        results[i] = new Promise((resolve, reject) => {
          if (thread.failure) reject(thread.failure);
          const running = { hooks: hooks[i]! as Running["hooks"], resolve: resolve as Running["resolve"], reject };
          thread.running.set(id, running);
          const keepsSnapshots = hooks[i]!.onSnapshot !== undefined;
          post(thread, { kind: "job", id, job: share(jobs[i]!), keepsSnapshots });
        });
      }
      try {
        return await Promise.all(results);
      } catch (error) {
        abort();
        throw error;
      } finally {
        for (const signal of signals) signal.removeEventListener("abort", abort);
      }
    },
    close,
  };
}

function post({ worker }: Thread, message: ToWorker): void {
  worker.postMessage(message);
}

function listenTo(worker: Worker): Thread {
  const running = new Map<number, Running>();
  const thread: Thread = { worker, running, load: 0, failure: undefined };
  worker.on("message", (message: FromJob) => {
    const { hooks, resolve, reject } = running.get(message.id)!;
    if (message.kind === "step") {
      hooks.onStep?.(message.done);
      if (hooks.isSnapshotDue?.()) post(thread, { kind: "snapshot", id: message.id });
    } else if (message.kind === "epoch") hooks.onEpoch?.(message.record, false, message.weights);
    else if (message.kind === "snapshot") hooks.onSnapshot?.(message.snapshot);
    else {
      running.delete(message.id);
      if (message.kind === "error") reject(unpackError(message.error));
      else {
        const result = withError(message.result);
        hooks.onResult?.(result);
        resolve(result);
      }
    }
  });
  const fail = (error: Error): void => {
    thread.failure ??= error;
    for (const { reject } of running.values()) reject(error);
    running.clear();
  };
  worker.on("error", fail);
  worker.on("exit", (status) => fail(new Error(`a worker thread ended with status ${status}`)));
  return thread;
}

function withError(result: JobResult<Job>): JobResult<Job> {
  if (!("failure" in result)) return result;
  return { ...result, failure: unpackError(result.failure as PackedError) };
}

function sizeOf(job: Job): number {
  if (job.kind === "ngrams") return job.examples.length;
  return (job.kind === "vectors" ? job.texts : job.train).tokenIds.length;
}

/** Jobs whose arrays are not copied for each thread: they are copied once, into memory that threads share. */
function createSharer(): <J extends Job>(job: J) => J {
  const shared = new WeakMap<object, object>();
  const shareArray = (values: Float32Array | Int32Array | Uint16Array): object => {
    const known = shared.get(values);
    if (known !== undefined) return known;
    const Kind = values.constructor as Int32ArrayConstructor;
    const copy = new Kind(new SharedArrayBuffer(values.byteLength));
    copy.set(values as Int32Array);
    shared.set(values, copy);
    return copy;
  };
  const visit = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) return shareArray(value as Int32Array);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]));
  };
  return (job) => visit(job) as typeof job;
}
