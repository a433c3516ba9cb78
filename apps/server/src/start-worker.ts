// Starts the built worker.
//
// Not in pool/: the path is that of the built file too, which is as deep below the package.

import { Worker } from "node:worker_threads";
import type { WorkerStart } from "./pool/messages.ts";

export function startWorker(start: WorkerStart): Worker {
  // Without the flags of the program, some of which no file can be run with.
  return new Worker(new URL("../dist/classify-worker.js", import.meta.url), { workerData: start, execArgv: [] });
}
