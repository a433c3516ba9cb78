// One worker thread as something that is asked and answers.

import { unpackError } from "@newsclf-internal/errors";
import { startWorker } from "../start-worker.ts";
import type { CallName, Calls, EngineName, FromWorker, Started, ToWorker } from "./messages.ts";

export interface Thread {
  /** Rejects with what the thread threw, or with a `ThreadLost` where it ended. */
  ask<Name extends CallName>(name: Name, args: Calls[Name]["args"]): Promise<Calls[Name]["answer"]>;
  /** Ends it at once; what it was asked is rejected. */
  close(): Promise<void>;
}

/** A thread ended by itself, perhaps for want of memory. */
export class ThreadLost extends Error {
  override readonly name: string = "ThreadLost";
}

interface Asked {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * Resolves when the thread has its engine.
 *
 * @param onLost - Called once if it ends before `close`.
 * @throws NewsclfError of the ENGINE family; whatever else keeps a thread from starting.
 */
export async function startThread(engine: EngineName, onLost: (error: Error) => void): Promise<Thread> {
  const worker = startWorker({ engine });
  await new Promise<void>((resolve, reject) => {
    worker.once("message", (message: Started) => {
      if (message.kind === "failed") reject(unpackError(message.error));
      else resolve();
    });
    worker.once("error", reject);
    worker.once("exit", (status) => reject(new ThreadLost(`a thread ended with status ${status} before it was ready`)));
  }).catch((error) => {
    void worker.terminate();
    throw error;
  });
  const asked = new Map<number, Asked>();
  let [nextCall, isClosing] = [0, false];
  let lost: Error | undefined;
  const fail = (cause: unknown, message: string): void => {
    if (lost !== undefined) return;
    lost = new ThreadLost(message, { cause });
    for (const { reject } of asked.values()) reject(lost);
    asked.clear();
    if (!isClosing) onLost(lost);
  };
  worker.on("message", (message: FromWorker) => {
    const { resolve, reject } = asked.get(message.call)!;
    asked.delete(message.call);
    if (message.kind === "answer") resolve(message.answer);
    else reject(unpackError(message.error));
  });
  worker.on("error", (error) => fail(error, `a thread failed: ${error instanceof Error ? error.message : error}`));
  worker.on("exit", (status) => fail(undefined, `a thread ended with status ${status}`));
  return {
    ask(name, args) {
      return new Promise((resolve, reject) => {
        if (lost !== undefined) {
          reject(lost);
          return;
        }
        const call = nextCall++;
        asked.set(call, { resolve: resolve as Asked["resolve"], reject });
        worker.postMessage({ call, name, args } as ToWorker);
      });
    },
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}
