// The thread of watchdog.ts.
//
// It is built as a file of its own, beside the entry.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { writeSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { hostname } from "node:os";
import { exit, kill, pid } from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import {
  BEAT_MS,
  CONNECT_MS,
  type FromWatchdog,
  Heard,
  type Hello,
  SILENCE_MS,
  type ToWatchdog,
  type WatchdogStart,
} from "./watchdog.ts";

/** Lines that go through the connections, after the hello; any shows that somebody lives. Others are advice. */
const [BEAT, BYE, OVER] = ["", "bye", "over"];
/** Of a line, in bytes. */
const MAX_LENGTH = 10_000;
/** What is written last needs some time to get through the launcher. */
const LAST_WORDS_MS = 1000;

const { rank, size, meeting, isLocal } = workerData as WatchdogStart;
const peers = new Map<Socket, Pick<Hello, "rank" | "pid" | "host">>();
const heard = new Heard<Socket>(performance.now());
let advice = "";
let isOver = false;

const timer = setInterval(() => {
  tellAll(BEAT!);
  const silent = heard.silent(performance.now());
  if (!silent) return;
  endJob(silent, `has given no sign of life for ${SILENCE_MS / 1000} seconds`);
  const { host, pid: stopped } = peers.get(silent)!;
  // It may be stopped for good.
  if (host === hostname()) end(stopped);
}, BEAT_MS);

parentPort!.on("message", (message: ToWatchdog) => {
  if (message.kind === "stop") return stop();
  // The others say it when this process is lost.
  advice = message.advice;
  tellAll(JSON.stringify(advice));
});
if (meeting === undefined) listen();
else meet(meeting);

function listen(): void {
  const token = randomBytes(16).toString("hex");
  let numMissing = size - 1;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    // Who says nothing is none of the job.
    socket.setTimeout(CONNECT_MS, () => socket.destroy());
    readLines(socket, (line) => {
      if (peers.has(socket)) return hear(socket, line);
      const hello = helloOf(line);
      if (!hello || !timingSafeEqual(digest(hello.token), digest(token))) return void socket.destroy();
      watch(socket, hello);
      if (advice !== "") socket.write(`${JSON.stringify(advice)}\n`);
      if (--numMissing > 0) return;
      server.close();
      send({ kind: "connected" });
    });
  });
  server.listen(0, isLocal ? "127.0.0.1" : undefined, () => {
    const { port } = server.address() as AddressInfo;
    send({ kind: "ready", meeting: { port, token, pid } });
  });
  const late = setTimeout(() => {
    server.close();
    if (numMissing > 0) send({ kind: "connected", failure: `${numMissing} processes did not connect` });
  }, CONNECT_MS);
  late.unref();
}

function helloOf(line: string): Hello | undefined {
  try {
    const hello = JSON.parse(line) as Partial<Hello> | null;
    return typeof hello?.token === "string" ? (hello as Hello) : undefined;
  } catch {
    return undefined;
  }
}

/** Of one length. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function meet({ host, port, token, pid: pidOfFirst }: NonNullable<typeof meeting>): void {
  send({ kind: "ready" });
  const socket = connect({ host: host === hostname() ? "127.0.0.1" : host, port, timeout: CONNECT_MS });
  const fail = (error?: Error): void => {
    socket.destroy();
    send({ kind: "connected", failure: `${host}:${port}: ${error?.message ?? "no answer"}` });
  };
  socket.once("timeout", fail);
  socket.once("error", fail);
  socket.once("connect", () => {
    socket.off("timeout", fail);
    socket.off("error", fail);
    socket.setTimeout(0);
    socket.write(`${JSON.stringify({ token, rank, pid, host: hostname() } satisfies Hello)}\n`);
    socket.on("error", () => {});
    watch(socket, { rank: 0, pid: pidOfFirst, host });
    readLines(socket, (line) => hear(socket, line));
    send({ kind: "connected" });
  });
}

/** Keeps those out that are none of the job: whoever does not know the token is told nothing. */
function readLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    if (rest.length > MAX_LENGTH) socket.destroy();
    for (const line of lines) if (!socket.destroyed) onLine(line);
  });
}

function watch(socket: Socket, peer: Pick<Hello, "rank" | "pid" | "host">): void {
  peers.set(socket, peer);
  heard.hear(socket, performance.now());
  socket.setNoDelay(true);
  socket.setTimeout(0);
  socket.on("close", () => {
    if (peers.has(socket)) endJob(socket, "has ended");
  });
}

function hear(socket: Socket, line: string): void {
  heard.hear(socket, performance.now());
  if (line === OVER) end(pid);
  else if (line === BYE) forget(socket);
  else if (line !== BEAT) advice = JSON.parse(line);
}

function tellAll(line: string): void {
  for (const socket of peers.keys()) socket.write(`${line}\n`);
}

function forget(socket: Socket): void {
  peers.delete(socket);
  heard.forget(socket);
}

/** A launcher ends the job when one of its processes is killed, and the others do the same. */
function endJob(socket: Socket, what: string): void {
  if (isOver) return;
  isOver = true;
  clearInterval(timer);
  const peer = peers.get(socket)!;
  const fix = advice === "" ? "" : `  fix: ${advice}\n`;
  try {
    writeSync(
      2,
      `error[MPI_LOST] rank ${peer.rank} (process ${peer.pid} on ${peer.host}) ${what}; the job ends\n${fix}`,
    );
  } catch {
    // The job ends all the same.
  }
  tellAll(OVER!);
  setTimeout(() => end(pid), LAST_WORDS_MS);
}

function end(process: number): void {
  try {
    kill(process, "SIGKILL");
  } catch {
    // It is gone.
  }
}

function stop(): void {
  isOver = true;
  clearInterval(timer);
  for (const socket of peers.keys()) socket.end(`${BYE}\n`);
  parentPort!.close();
  // Whatever connections are open.
  setTimeout(() => exit(), LAST_WORDS_MS).unref();
}

function send(message: FromWatchdog): void {
  parentPort!.postMessage(message);
}
