// Starts the built worker.

import { Worker } from "node:worker_threads";
import type { WatchdogStart } from "./watchdog.ts";

/** In one expression, so that bundlers see that it is a worker. */
export function startWatchdogWorker(start: WatchdogStart): Worker {
  // Without the flags of the program, some of which no file can be run with.
  return new Worker(new URL("../dist/watchdog-worker.js", import.meta.url), { workerData: start, execArgv: [] });
}
