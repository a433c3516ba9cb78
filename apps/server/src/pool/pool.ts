// Threads that classify, and the queue before them.
//
// No timer collects a batch: what arrives while all threads work is answered together by the next that is free.

import type { Answer } from "@newsclf/classifier/inference/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { HttpError } from "../http/http-error.ts";
import type { Limits } from "../limits.ts";
import type { EngineName } from "./messages.ts";
import type { Answered, LoadedModel, Slot } from "./slot.ts";
import { startThread, type Thread, ThreadLost } from "./thread.ts";
import { LONG, takeBatch, type Waiting } from "./waiting.ts";

export interface Pool {
  /** Texts that wait. */
  readonly numQueued: number;
  /** Threads that can be asked. */
  readonly numThreads: number;
  /**
   * Reads a folder into every thread, one after the other, so that the others go on answering.
   *
   * @throws NewsclfError of the MODEL, FILE or ENGINE family; then it is in no thread.
   */
  load(folder: string, cwd: string): Promise<LoadedModel>;
  drop(model: LoadedModel): void;
  /**
   * @throws HttpError 429 `OVERLOADED` where too much waits, 503 `QUEUE_TIMEOUT` where it waited too long, 503 `WORKER_LOST`
   * where the thread ended.
   */
  classify(slot: Slot, texts: readonly string[], topK: number | undefined): Promise<Answered>;
  close(): Promise<void>;
}

export interface PoolHooks {
  onBatch(numTexts: number): void;
  /** Of a thread that ended or does not start again. */
  onProblem(error: unknown): void;
}

interface Member {
  readonly thread: Thread;
  /** Ids of models that it has. */
  readonly models: Set<number>;
  /** What it was asked and has not answered, models and batches. */
  numAsked: number;
  /** Set while what it classifies is long. */
  isLong: boolean;
}

/** @throws What keeps a thread from starting. */
export async function createPool(limits: Limits, engine: EngineName, hooks: PoolHooks): Promise<Pool> {
  const members = new Set<Member>();
  const loaded = new Map<number, LoadedModel>();
  const queue: Waiting[] = [];
  let [numQueued, nextModel, isClosed] = [0, 0, false];
  let timer: NodeJS.Timeout | undefined;

  const start = async (): Promise<Member> => {
    const thread = await startThread(engine, (error) => {
      hooks.onProblem(error);
      // One that ends while it is given its models would end again.
      if (members.delete(member) && !isClosed) void replace();
    });
    const member: Member = { thread, models: new Set(), numAsked: 0, isLong: false };
    return member;
  };

  const adopt = async (member: Member, { id, files }: Pick<LoadedModel, "id" | "files">): Promise<void> => {
    await ask(member, (thread) => thread.ask("adopt", { model: id, files }));
    member.models.add(id);
  };

  const replace = async (): Promise<void> => {
    let member: Member | undefined;
    try {
      member = await start();
      const { models } = member;
      const missing = (): LoadedModel | undefined => [...loaded.values()].find(({ id }) => !models.has(id));
      for (let model = missing(); model !== undefined; model = missing()) await adopt(member, model);
      if (isClosed) return void member.thread.close();
      members.add(member);
      // Those that were dropped while it was given them.
      for (const id of models) if (!loaded.has(id)) drop(id);
      dispatch();
    } catch (error) {
      void member?.thread.close();
      hooks.onProblem(error);
    }
  };

  const dispatch = (): void => {
    for (const member of members) {
      if (queue.length === 0) return;
      if (member.numAsked > 0) continue;
      // One thread is kept for short texts, where there are several.
      const numLong = [...members].filter(({ isLong }) => isLong).length;
      const batch = takeBatch(queue, members.size === 1 || numLong < members.size - 1);
      if (batch.length === 0) return;
      void run(member, batch);
    }
  };

  const run = async (member: Member, batch: readonly Waiting[]): Promise<void> => {
    const texts = batch.length === 1 ? batch[0]!.texts : batch.flatMap(({ texts }) => texts);
    numQueued -= texts.length;
    const model = batch[0]!.slot.current!;
    member.numAsked++;
    member.isLong = batch[0]!.length > LONG;
    hooks.onBatch(texts.length);
    try {
      const answers = await member.thread.ask("classify", { model: model.id, texts, topK: topKOf(batch, model) });
      let from = 0;
      for (const { texts, topK, resolve } of batch) {
        const own = answers.slice(from, from + texts.length);
        from += texts.length;
        resolve({ answers: own.map((ofText) => trim(ofText, topK, model)), model });
      }
    } catch (error) {
      const answer = error instanceof ThreadLost ? workerLost(error) : error;
      for (const { reject } of batch) reject(answer);
    }
    member.isLong = false;
    member.numAsked--;
    dispatch();
  };

  /** Rejects what has waited too long; the first has waited longest. */
  const expire = (): void => {
    timer = undefined;
    const now = performance.now();
    while (queue.length > 0 && queue[0]!.deadline <= now) {
      const { texts, reject } = queue.shift()!;
      numQueued -= texts.length;
      reject(new HttpError(503, "QUEUE_TIMEOUT", "the server was too busy to answer in time", { retryAfter: 1 }));
    }
    if (queue.length > 0) timer = setTimeout(expire, Math.ceil(queue[0]!.deadline - now));
  };

  /** Keeps further batches from a thread until it has answered. */
  const ask = async <T>(member: Member, call: (thread: Thread) => Promise<T>): Promise<T> => {
    member.numAsked++;
    try {
      return await call(member.thread);
    } finally {
      member.numAsked--;
      dispatch();
    }
  };

  const drop = (id: number): void => {
    loaded.delete(id);
    for (const { thread, models } of members) {
      if (models.delete(id)) void thread.ask("drop", { model: id }).catch(() => undefined);
    }
  };

  const starting = Array.from({ length: limits.workers }, async () => members.add(await start()));
  const failed = (await Promise.allSettled(starting)).find(({ status }) => status === "rejected");
  if (failed !== undefined) {
    isClosed = true;
    for (const { thread } of members) void thread.close();
    throw noThread((failed as PromiseRejectedResult).reason);
  }
  return {
    get numQueued() {
      return numQueued;
    },
    get numThreads() {
      return members.size;
    },
    async load(folder, cwd) {
      const id = nextModel++;
      const [first] = members;
      try {
        if (first === undefined) throw new ThreadLost("no thread is left");
        const { files, info } = await ask(first, (thread) => thread.ask("load", { model: id, folder, cwd }));
        first.models.add(id);
        const model = { ...info, id, files };
        const missing = (): Member | undefined => [...members].find(({ models }) => !models.has(id));
        for (let member = missing(); member !== undefined; member = missing()) await adopt(member, model);
        loaded.set(id, model);
        return model;
      } catch (error) {
        drop(id);
        throw noThread(error);
      }
    },
    drop({ id }) {
      drop(id);
    },
    classify(slot, texts, topK) {
      return new Promise((resolve, reject) => {
        if (numQueued > 0 && numQueued + texts.length > limits.maxQueuedTexts) {
          throw new HttpError(429, "OVERLOADED", `${numQueued} texts wait already`, { retryAfter: 1 });
        }
        const deadline = performance.now() + limits.queueTimeoutMs;
        const length = texts.reduce((sum, text) => sum + text.length, 0);
        queue.push({ slot, texts, topK, length, deadline, resolve, reject });
        numQueued += texts.length;
        dispatch();
        if (queue.length > 0) timer ??= setTimeout(expire, limits.queueTimeoutMs);
      });
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await Promise.all([...members].map(({ thread }) => thread.close()));
    },
  };
}

/** Enough answers for each of a batch. */
function topKOf(batch: readonly Waiting[], { classNames, isMultiLabel }: LoadedModel): number | undefined {
  const wanted = batch.map(({ topK }) => topK);
  if (wanted.every((topK) => topK === undefined)) return undefined;
  const numByDefault = isMultiLabel ? classNames.length : 1;
  return Math.min(classNames.length, Math.max(...wanted.map((topK) => topK ?? numByDefault)));
}

function trim(answers: readonly Answer[], topK: number | undefined, { isMultiLabel }: LoadedModel): readonly Answer[] {
  if (topK !== undefined) return answers.slice(0, topK);
  return isMultiLabel ? answers.filter(({ label }) => label !== null) : answers.slice(0, 1);
}

/** What a thread that ended means for a model. */
function noThread(error: unknown): unknown {
  if (!(error instanceof ThreadLost)) return error;
  const fix = sentence`lower ${setting("workers")} where memory is short, and load it again`;
  return new NewsclfError("ENGINE_THREAD", error.message, { fix, cause: error });
}

function workerLost(cause: Error): HttpError {
  return new HttpError(503, "WORKER_LOST", "the thread that should have answered ended", { retryAfter: 1, cause });
}
