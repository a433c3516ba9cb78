// The page's side of the protocol.

import type { CallName, Calls, FromWorker, News, Problem, ToWorker } from "../protocol.ts";

/** What went wrong in the worker. */
export class WorkerProblem extends Error {
  override readonly name: string = "WorkerProblem";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export interface Worked {
  /** @throws WorkerProblem */
  ask<Name extends CallName>(
    name: Name,
    args: Calls[Name]["args"],
    onNews?: (news: News) => void,
  ): Promise<Calls[Name]["answer"]>;
  /** Ends training, keeping what is whole. */
  stop(): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  onNews(news: News): void;
}

export function startWorker(): Worked {
  const worker = new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let numCalls = 0;
  let lost: WorkerProblem | undefined;
  const send = (message: ToWorker): void => worker.postMessage(message);

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const call = waiting.get(data.call);
    if (call === undefined) return;
    if (data.kind === "news") return call.onNews(data.news);
    waiting.delete(data.call);
    if (data.kind === "answer") call.resolve(data.answer);
    else call.reject(new WorkerProblem(data.error));
  };
  // The file did not arrive, or there was no memory left for it.
  worker.onerror = (event) => {
    const message = "The part of the page that trains could not be started, or it ended.";
    lost = new WorkerProblem({ code: "WORKER_LOST", message, excerpt: event.message, fix: "reload the page" });
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
  };
  return {
    ask: (name, args, onNews = () => {}) =>
      new Promise((resolve, reject) => {
        if (lost !== undefined) throw lost;
        const call = ++numCalls;
        waiting.set(call, { resolve: resolve as Waiting["resolve"], reject, onNews });
        send({ kind: "call", call, name, args });
      }),
    stop: () => send({ kind: "stop" }),
  };
}
