// Logits computed on other threads, where there are texts enough for them.

import type { Worker } from "node:worker_threads";
import { startLogitsWorker } from "../start-logits-worker.ts";
import type { FromLogitsWorker, LogitsStart, ToLogitsWorker } from "./logits-messages.ts";
import type { LogitsOf } from "./predict-views.ts";

/** UTF-16 units of texts that take about as long as a thread takes to start. */
const MIN_UNITS = 300_000;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, (logits: Float32Array | undefined) => void>;
}

export interface LogitsThreads {
  readonly logitsOf: LogitsOf;
  close(): void;
}

/**
 * The same logits, on threads that start once texts enough have been asked for. Until they are ready, and for those that end early or
 * cannot start, as in a bundle without their file, this thread computes.
 *
 * @param numThreads - At least 1: as many calls are computed at once.
 * @param here - On this thread.
 */
export function createLogitsThreads(start: LogitsStart, numThreads: number, here: LogitsOf): LogitsThreads {
  const started: Worker[] = [];
  const ready: Thread[] = [];
  let numUnits = 0;
  let nextCall = 0;
  let isStarted = false;
  let isClosed = false;

  const startThread = (): void => {
    const worker = startLogitsWorker(start);
    started.push(worker);
    const thread: Thread = { worker, waiting: new Map() };
    const end = (): void => {
      if (ready.includes(thread)) ready.splice(ready.indexOf(thread), 1);
      for (const answer of thread.waiting.values()) answer(undefined);
      thread.waiting.clear();
    };
    // Who has nothing to wait for may end, whatever the threads do.
    worker.unref();
    worker.once("message", () => {
      ready.push(thread);
      worker.on("message", ({ call, logits }: FromLogitsWorker) => {
        const answer = thread.waiting.get(call)!;
        thread.waiting.delete(call);
        if (thread.waiting.size === 0) worker.unref();
        answer(logits);
      });
    });
    worker.on("error", end);
    worker.on("exit", end);
  };
  const startAll = (): void => {
    isStarted = true;
    try {
      for (let i = 0; i < numThreads; i++) startThread();
    } catch {
      // It may not be allowed, or the file has no address.
    }
  };

  return {
    async logitsOf(texts, tokens, onBatch) {
      for (const text of texts) numUnits += text.length;
      if (numUnits >= MIN_UNITS && !isStarted && !isClosed) startAll();
      if (ready.length === 0) return here(texts, tokens, onBatch);
      const thread = ready.reduce((least, other) => (other.waiting.size < least.waiting.size ? other : least));
      const call = nextCall++;
      const logits = await new Promise<Float32Array | undefined>((resolve) => {
        thread.waiting.set(call, resolve);
        thread.worker.ref();
        const { tokenIds, offsets } = tokens;
        thread.worker.postMessage({ call, texts, tokenIds, offsets } satisfies ToLogitsWorker);
      });
      return logits ?? here(texts, tokens, onBatch);
    },
    close() {
      isClosed = true;
      for (const worker of started) void worker.terminate();
    },
  };
}
