// The job that a launcher started this process in.

import { on, once } from "node:events";
import { constants, hostname } from "node:os";
import process, { emitWarning } from "node:process";
import type { Worker } from "node:worker_threads";
import { NewsclfError } from "@newsclf-internal/errors";
import { createCalls } from "./calls.ts";
import { ignoreSignal } from "./ignore-signal.ts";
import { launchedSize, libraryNames, openLibrary } from "./library.ts";
import { createMessages, type Messages } from "./messages.ts";
import { startWatchdogWorker } from "./start-watchdog.ts";
import type { FromWatchdog, ToWatchdog, WatchdogStart } from "./watchdog.ts";

/** The processes of the job. All call the same methods in the same order; each waits for the others where it must. */
export interface MpiGroup {
  /** Of this process, in `0 .. size - 1`. */
  readonly rank: number;
  readonly size: number;
  /** Those on this machine, at least 1: they share its cores. */
  readonly numHere: number;
  /** Such as `Open MPI v5.0.11`. */
  readonly library: string;
  send(to: number, bytes: Uint8Array): Promise<void>;
  /** What that process sends here next. */
  receive(from: number): Promise<Uint8Array>;
  /** @param bytes - Of rank 0; the others get them. */
  broadcast(bytes: Uint8Array | undefined): Promise<Uint8Array>;
  /** What to do when a process is lost: whichever notices says so. @param advice - Of rank 0. */
  advise(advice: string): void;
  /** Leaves the job together with the others; nothing can be called afterwards. */
  leave(): Promise<void>;
}

/**
 * To be called once in a process.
 *
 * @throws NewsclfError `ENGINE_MPI`.
 */
export async function joinMpi(): Promise<MpiGroup> {
  const { env } = process;
  withoutMemoryEvents();
  const library = openLibrary(libraryNames(env));
  const calls = createCalls(library);
  calls.start();
  ignoreSignal(ENDED);
  const [rank, size] = [calls.rank(), calls.size()];
  checkSize(library.path, size, launchedSize(env));
  const messages = createMessages(calls, rank, size);
  const hosts = await hostsOf(messages, rank, size);
  const numHere = hosts.filter((host) => host === hosts[rank]).length;
  const watchdog = size === 1 ? undefined : await startWatchdog({ rank, size, isLocal: numHere === size }, messages);
  return {
    ...{ rank, size, numHere, library: library.version, ...messages },
    advise(advice) {
      watchdog?.postMessage({ kind: "advice", advice } satisfies ToWatchdog);
    },
    async leave() {
      if (watchdog) await stopWatchdog(watchdog);
      calls.end();
      // MPICH has put back what was there before, and Node does so on any other way out.
      ignoreSignal(ENDED);
      process.on("exit", (status) => process.exit(status));
    },
  };
}

/**
 * What MPICH tells the processes that are left when one has ended, also at the end of all. Node would open its inspector, or end with that
 * signal, and MPICH's own handler may be gone with its library.
 */
const ENDED = constants.signals.SIGUSR1;

/**
 * UCX, which carries the messages of many an MPI, tries out at its start whether it hears of memory that is given back: it moves the end
 * of the heap up a page, and then down a page, also where it could not be moved up. In about one process of Node in 64 the heap ends
 * where V8's code begins; such a process then loses a page that is in use.
 */
function withoutMemoryEvents(): void {
  process.env.UCX_MEM_EVENTS ??= "n";
}

/** A library that is not the launcher's sees no job: then each process would train by itself. */
function checkSize(path: string, size: number, launched: number | undefined): void {
  if (launched === undefined || launched === size) return;
  throw new NewsclfError("ENGINE_MPI", `${launched} processes were started, and ${path} knows of ${size}`, {
    fix: "start them with the launcher of that MPI, or name its library in NEWSCLF_MPI_LIBRARY",
  });
}

/** The names of their machines, by rank. */
async function hostsOf(messages: Messages, rank: number, size: number): Promise<readonly string[]> {
  const mine = encode(hostname());
  if (rank > 0) await messages.send(0, mine);
  const hosts = [mine];
  for (let from = 1; rank === 0 && from < size; from++) hosts.push(await messages.receive(from));
  return JSON.parse(decode(await messages.broadcast(encode(JSON.stringify(hosts.map(decode))))));
}

async function startWatchdog(start: WatchdogStart, { broadcast }: Messages): Promise<Worker> {
  const { rank } = start;
  if (rank > 0) {
    const meeting = JSON.parse(decode(await broadcast(undefined)));
    const worker = startWatchdogWorker({ ...start, meeting });
    await messageOf(worker, "ready");
    return connected(worker, rank);
  }
  const worker = startWatchdogWorker(start);
  const { meeting } = await messageOf(worker, "ready");
  await broadcast(encode(JSON.stringify({ ...meeting, host: hostname() })));
  return connected(worker, rank);
}

/** A network that keeps processes apart should not keep them from training. */
async function connected(worker: Worker, rank: number): Promise<Worker> {
  const { failure } = await messageOf(worker, "connected");
  if (failure !== undefined) emitWarning(`rank ${rank}: a lost process will not be noticed: ${failure}`);
  worker.unref();
  return worker;
}

async function messageOf<Kind extends FromWatchdog["kind"]>(
  worker: Worker,
  kind: Kind,
): Promise<Extract<FromWatchdog, { kind: Kind }>> {
  for await (const [message] of on(worker, "message")) if (message.kind === kind) return message;
  throw new Error("the watchdog ended");
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

async function stopWatchdog(worker: Worker): Promise<void> {
  worker.ref();
  const stopped = once(worker, "exit");
  worker.postMessage({ kind: "stop" } satisfies ToWatchdog);
  await stopped;
}
