// The thread of watchdog.ts.
//
// It is built as a file of its own, beside the entry.

import { randomBytes, timingSafeEqual } from "node:crypto";
import { writeSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { hostname } from "node:os";
import { kill, pid } from "node:process";
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

const [BEAT, BYE, OVER] = ["b", "x", "o"];
const MAX_HELLO = 1000;
/** What is written last needs some time to get through the launcher. */
const LAST_WORDS_MS = 1000;

const { rank, size, meeting, isLocal } = workerData as WatchdogStart;
const peers = new Map<Socket, Pick<Hello, "rank" | "pid" | "host">>();
const heard = new Heard<Socket>(performance.now());
let advice = "";
let isOver = false;

const timer = setInterval(() => {
  for (const socket of peers.keys()) socket.write(BEAT!);
  const silent = heard.silent(performance.now());
  if (silent) endJob(silent, `has given no sign of life for ${SILENCE_MS / 1000} seconds`);
}, BEAT_MS);

parentPort!.on("message", (message: ToWatchdog) => {
  if (message.kind === "advice") advice = message.advice;
  else stop();
});
if (meeting === undefined) listen();
else meet(meeting);

function listen(): void {
  const token = randomBytes(16);
  let numMissing = size - 1;
  const server = createServer((socket) => {
    readHello(socket, (hello) => {
      if (!timingSafeEqual(Buffer.from(hello.token.padEnd(32).slice(0, 32)), Buffer.from(token.toString("hex")))) {
        socket.destroy();
        return;
      }
      watch(socket, hello);
      if (--numMissing > 0) return;
      server.close();
      send({ kind: "connected" });
    });
  });
  server.listen(0, isLocal ? "127.0.0.1" : undefined, () => {
    const { port } = server.address() as AddressInfo;
    send({ kind: "ready", meeting: { port, token: token.toString("hex") } });
  });
  const late = setTimeout(() => {
    server.close();
    if (numMissing > 0) send({ kind: "connected", failure: `${numMissing} processes did not connect` });
  }, CONNECT_MS);
  late.unref();
}

function meet({ host, port, token }: NonNullable<typeof meeting>): void {
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
    watch(socket, { rank: 0, pid: 0, host });
    send({ kind: "connected" });
  });
}

/** What comes with the first line is heard by whoever hears the rest. */
function readHello(socket: Socket, onHello: (hello: Hello) => void): void {
  let line = "";
  const read = (bytes: Buffer): void => {
    line += bytes.toString("latin1");
    const end = line.indexOf("\n");
    if (end < 0 && line.length < MAX_HELLO) return;
    socket.off("data", read);
    try {
      onHello(JSON.parse(line.slice(0, end)));
      socket.emit("data", Buffer.from(line.slice(end + 1), "latin1"));
    } catch {
      socket.destroy();
    }
  };
  socket.on("data", read);
  socket.on("error", () => socket.destroy());
}

function watch(socket: Socket, peer: Pick<Hello, "rank" | "pid" | "host">): void {
  peers.set(socket, peer);
  heard.hear(socket, performance.now());
  socket.setNoDelay(true);
  socket.on("data", (bytes) => {
    heard.hear(socket, performance.now());
    if (bytes.includes(OVER!)) end(pid);
    if (bytes.includes(BYE!)) forget(socket);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    if (peers.has(socket)) endJob(socket, "has ended");
  });
}

function forget(socket: Socket): void {
  peers.delete(socket);
  heard.forget(socket);
}

/**
 * The main thread may wait in MPI, so nothing goes through it; nor through MPI, which koffi cannot call from two threads of Node. A
 * launcher ends the job when one of its processes is killed, and the others do the same.
 */
function endJob(socket: Socket, what: string): void {
  if (isOver) return;
  isOver = true;
  clearInterval(timer);
  const peer = peers.get(socket)!;
  const where = peer.pid === 0 ? peer.host : `process ${peer.pid} on ${peer.host}`;
  const fix = advice === "" ? "" : `  fix: ${advice}\n`;
  writeSync(2, `error[MPI_LOST] rank ${peer.rank} (${where}) ${what}; the job ends\n${fix}`);
  for (const other of peers.keys()) other.write(OVER!);
  if (peer.pid > 0 && peer.host === hostname()) end(peer.pid);
  setTimeout(() => end(pid), LAST_WORDS_MS);
}

/** One that is stopped too. */
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
  for (const socket of peers.keys()) socket.end(BYE!);
  parentPort!.close();
}

function send(message: FromWatchdog): void {
  parentPort!.postMessage(message);
}
