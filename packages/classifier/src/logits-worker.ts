// A worker thread that computes the logits of texts; see predict/logits-threads.ts.
//
// Not in predict/: it is built as a file of its own, beside the entries.

import { parentPort, workerData } from "node:worker_threads";
import "@newsclf/kernels/engine/node";
import { loadEngine } from "@newsclf/kernels/engine";
import { decodeFrozen } from "@newsclf/model/inference";
import { engineLogits } from "./predict/engine-logits.ts";
import type { FromLogitsWorker, LogitsReady, LogitsStart, ToLogitsWorker } from "./predict/logits-messages.ts";

/** Other threads have the other cores. */
const NUM_THREADS = 1;

const port = parentPort!;
const { engine: name, files } = workerData as LogitsStart;
const { engine } = await loadEngine(name, NUM_THREADS);
// A copy while it is read: hashes are not taken of shared memory.
const read = async (file: string) => {
  const shared = files.get(file);
  return shared && new Uint8Array(shared).slice();
};
const logitsOf = engineLogits(await decodeFrozen(read, engine));

port.on("message", async ({ call, texts, tokenIds, offsets }: ToLogitsWorker) => {
  const logits = await logitsOf(texts, { tokenIds, offsets, labels: new Int32Array(texts.length) });
  const whole = logits.byteLength === logits.buffer.byteLength ? logits : logits.slice();
  send({ call, logits: whole as Float32Array<ArrayBuffer> });
});
port.postMessage("ready" satisfies LogitsReady);

function send(message: FromLogitsWorker): void {
  port.postMessage(message, [message.logits.buffer]);
}
