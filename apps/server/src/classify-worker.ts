// A worker thread that classifies; see pool/thread.ts.
//
// Built as a file of its own, beside the entry.

import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { decodeClassifier, loadClassifier, loadEngine, type TextClassifier } from "@newsclf/classifier/inference/node";
import { packError } from "@newsclf-internal/errors";
import type { CallName, Calls, FromWorker, Started, ToWorker, WorkerStart } from "./pool/messages.ts";

const port = parentPort!;
const classifiers = new Map<number, TextClassifier>();
const { engine } = workerData as WorkerStart;

/** Other threads have the other cores. */
const NUM_THREADS = 1;

const answers: { [Name in CallName]: (args: Calls[Name]["args"]) => Promise<Calls[Name]["answer"]> } = {
  async load({ model, folder, cwd }) {
    const files = new Map<string, SharedArrayBuffer>();
    const onFile = (name: string, bytes: Uint8Array): void => void files.set(name, share(bytes));
    const classifier = await loadClassifier(folder, { cwd, onFile, engine });
    classifiers.set(model, classifier);
    const { classNames, thresholds } = classifier.model;
    const manifest = new Uint8Array(files.get("manifest.json")!).slice();
    const version = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
    return { info: { classNames, isMultiLabel: thresholds !== undefined, version }, files };
  },
  async adopt({ model, files }) {
    // A copy: hashes are not taken of shared memory.
    const read = async (name: string) => {
      const bytes = files.get(name);
      return bytes && new Uint8Array(bytes).slice();
    };
    classifiers.set(model, await decodeClassifier(read, { engine }));
    return undefined;
  },
  async drop({ model }) {
    classifiers.get(model)?.dispose();
    classifiers.delete(model);
    return undefined;
  },
  async classify({ model, texts, topK }) {
    return classifiers.get(model)!.classify(texts, { topK });
  },
};

let last: Promise<void> = Promise.resolve();
try {
  await loadEngine(engine, NUM_THREADS);
  port.on("message", (message: ToWorker) => {
    last = last.then(() => answer(message));
  });
  send({ kind: "ready" });
} catch (error) {
  send({ kind: "failed", error: packError(error) });
}

async function answer({ call, name, args }: ToWorker): Promise<void> {
  try {
    const run = answers[name] as (args: unknown) => Promise<unknown>;
    send({ kind: "answer", call, answer: await run(args) });
  } catch (error) {
    send({ kind: "error", call, error: packError(error) });
  }
}

function send(message: Started | FromWorker): void {
  port.postMessage(message);
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
