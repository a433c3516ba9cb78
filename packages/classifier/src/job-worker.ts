// A worker thread that runs jobs; see node/worker-runner.ts.
//
// Not in node/: it is built as a file of its own, beside the entries.

import { parentPort, workerData } from "node:worker_threads";
import { selectEngine } from "@newsclf/kernels/node";
import { packError } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import type { FromJob, Ready, ToWorker, WorkerStart } from "./node/worker-messages.ts";
import { createJobStarter } from "./run/jobs/job.ts";

/** Share of a job that is worth a message: enough for a bar. */
const STEP = 1 / 500;

const port = parentPort!;
/** Jobs of which a snapshot is wanted after the running step. */
const due = new Set<number>();
const abort = new AbortController();
const { engine } = workerData as WorkerStart;
tf.env().set("PROD", true);
const startJob = createJobStarter();
await selectEngine(engine, 1);

port.on("message", (message: ToWorker) => {
  if (message.kind === "abort") abort.abort();
  else if (message.kind === "snapshot") due.add(message.id);
  else void run(message);
});

port.postMessage({ kind: "ready" } satisfies Ready);

async function run({ id, job, keepsSnapshots }: Extract<ToWorker, { kind: "job" }>): Promise<void> {
  const send = (message: FromJob): void => port.postMessage(message);
  let told = 0;
  try {
    const result = await startJob(job, {
      signal: abort.signal,
      onEpoch: (record, _, weights) => send({ kind: "epoch", id, record, weights }),
      ...(keepsSnapshots && { onSnapshot: (snapshot) => send({ kind: "snapshot", id, snapshot }) }),
      isSnapshotDue: () => due.delete(id),
      onStep: (done) => {
        if (done - told < STEP) return;
        told = done;
        send({ kind: "step", id, done });
      },
    });
    const { failure } = result as { readonly failure?: unknown };
    send({ kind: "result", id, result: { ...result, ...(failure !== undefined && { failure: packError(failure) }) } });
  } catch (error) {
    send({ kind: "error", id, error: packError(error) });
  }
}
