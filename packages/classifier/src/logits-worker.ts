// A worker thread that computes the logits of texts; see predict/logits-threads.ts.
//
// Not in predict/: it is built as a file of its own, beside the entries.

import { parentPort, workerData } from "node:worker_threads";
import "@newsclf/kernels/engine/node";
import { loadEngine } from "@newsclf/kernels/engine";
import { decodeFrozen } from "@newsclf/model/inference";
import { engineLogits } from "./predict/engine-logits.ts";
import type { FromLogitsWorker, LogitsStart, ToLogitsWorker } from "./predict/logits-messages.ts";

/** Other threads have the other cores. */
const NUM_THREADS = 1;

const port = parentPort!;
const { engine: name, files } = workerData as LogitsStart;
const { engine } = await loadEngine(name, NUM_THREADS);
const logitsOf = engineLogits(await decodeFrozen(async (file) => files.get(file), engine));

port.on("message", async ({ call, texts, tokenIds, offsets }: ToLogitsWorker) => {
  const logits = await logitsOf(texts, { tokenIds, offsets, labels: new Int32Array(texts.length) });
  const whole = logits.byteLength === logits.buffer.byteLength ? logits : logits.slice();
  send({ call, logits: whole as Float32Array<ArrayBuffer> });
});
port.postMessage("ready");

function send(message: FromLogitsWorker): void {
  port.postMessage(message, [message.logits.buffer]);
}
