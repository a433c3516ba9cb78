// Starts the built worker.
//
// An entry of the build, so that the path is that of the built file too, which is as deep below the package.

import { Worker } from "node:worker_threads";
import type { LogitsStart } from "./predict/logits-messages.ts";

/** In one expression, so that bundlers see that it is a worker. */
export function startLogitsWorker(start: LogitsStart): Worker {
  // Without the flags of the program, some of which no file can be run with.
  return new Worker(new URL("../dist/logits-worker.js", import.meta.url), { workerData: start, execArgv: [] });
}
