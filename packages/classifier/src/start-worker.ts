// Starts the built worker.
//
// Not in node/: the path is that of the built file too, which is as deep below the package.

import { Worker } from "node:worker_threads";
import type { WorkerStart } from "./node/worker-messages.ts";

/** In one expression, so that bundlers see that it is a worker. */
export function startWorker(start: WorkerStart): Worker {
  // Without the flags of the program, some of which no file can be run with.
  return new Worker(new URL("../dist/job-worker.js", import.meta.url), { workerData: start, execArgv: [] });
}
