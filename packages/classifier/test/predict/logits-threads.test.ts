import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { loadClassifier } from "../../src/inference-node.ts";
import { saveClassifier, trainClassifier } from "../../src/node.ts";
import { createLogitsThreads, type LogitsThreads } from "../../src/predict/logits-threads.ts";
import type { LogitsOf } from "../../src/predict/predict-views.ts";
import { NEWS, TINY } from "../_news.ts";

const { startLogitsWorker } = vi.hoisted(() => ({ startLogitsWorker: vi.fn() }));
vi.mock("../../src/start-logits-worker.ts", () => ({ startLogitsWorker }));

const folder = mkdtempSync(join(tmpdir(), "logits-threads-"));
const TEXTS = Array.from({ length: 1000 }, (_, i) => `a goal of the team ${i} and the ${"bank ".repeat(i % 40)}`);
const TOKENS = { tokenIds: new Int32Array(), offsets: new Int32Array(), labels: new Int32Array() };

beforeAll(async () => {
  const { classifier } = await trainClassifier(NEWS, TINY);
  await saveClassifier(folder, classifier);
});
const started: Worker[] = [];
/** Of each that was started: it is ready, or has ended. */
const settled: Promise<unknown>[] = [];
const note = (worker: Worker): Worker => {
  started.push(worker);
  settled.push(
    new Promise((resolve) => {
      worker.once("message", resolve);
      worker.once("exit", resolve);
    }),
  );
  return worker;
};
afterEach(() => {
  for (const worker of started.splice(0)) void worker.terminate();
  settled.length = 0;
  startLogitsWorker.mockReset();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A thread of the test. */
function startSource(source: string): Worker {
  return note(new Worker(`const { parentPort } = require("node:worker_threads");${source}`, { eval: true }));
}

const HERE: LogitsOf = async (texts) => new Float32Array(texts.length).fill(1);
const ANSWERING =
  'parentPort.on("message", ({ call, texts }) => parentPort.postMessage({ call, logits: new Float32Array(texts.length).fill(2) }));';

/** Threads that have all been started; resolves when they are ready, or have ended. */
async function startThreads(source: string, numThreads: number): Promise<LogitsThreads> {
  startLogitsWorker.mockImplementation(() => startSource(source));
  const threads = createLogitsThreads({ engine: "wasm", files: new Map() }, numThreads, HERE);
  for (let i = 0; i < 5; i++) await threads.logitsOf(TEXTS, TOKENS);
  await Promise.all(settled);
  return threads;
}

test("threads of the built package answer to the bit as one thread does, in the order of the questions", async () => {
  const { startLogitsWorker: start } = await vi.importActual<typeof import("../../src/start-logits-worker.ts")>(
    "../../src/start-logits-worker.ts",
  );
  startLogitsWorker.mockImplementation((workerData) => note(start(workerData)));
  const alone = await loadClassifier(folder, { engine: "wasm" });
  const spread = await loadClassifier(folder, { engine: "wasm", numWorkers: 2 });
  const expected = await alone.classify(TEXTS, { topK: 3 });
  for (let i = 0; i < 5; i++) expect(await spread.classify(TEXTS, { topK: 3 })).toEqual(expected);
  await Promise.all(settled);
  const answers = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((i) => spread.classify(TEXTS.slice(100 * i, 100 * i + 300), { topK: 3 })),
  );

  expect(started).toHaveLength(2);
  answers.forEach((ofCall, i) => {
    expect(ofCall).toEqual(expected.slice(100 * i, 100 * i + 300));
  });
  spread.dispose();
  alone.dispose();
}, 60_000);

test("threads that may not even be asked for are done without", async () => {
  startLogitsWorker.mockImplementation(() => {
    throw new Error("not allowed");
  });
  const threads = createLogitsThreads({ engine: "wasm", files: new Map() }, 2, HERE);
  for (let i = 0; i < 6; i++) expect((await threads.logitsOf(TEXTS, TOKENS))[0]).toBe(1);
  expect(startLogitsWorker).toHaveBeenCalledTimes(1);
});

test.each([-1, 65, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("%d threads are refused", async (numWorkers) => {
  await expect(loadClassifier(folder, { numWorkers })).rejects.toThrow("expected numWorkers in 0..64");
});

test("no thread is started for few texts", async () => {
  const threads = createLogitsThreads({ engine: "wasm", files: new Map() }, 2, HERE);
  await threads.logitsOf(TEXTS, TOKENS);

  expect(startLogitsWorker).not.toHaveBeenCalled();
});

test("calls are spread over threads that are ready", async () => {
  const threads = await startThreads(`parentPort.postMessage("ready");${ANSWERING}`, 2);

  expect(await threads.logitsOf(["a", "b"], TOKENS)).toEqual(Float32Array.of(2, 2));
  threads.close();
});

test("what a thread leaves unanswered is computed here", async () => {
  const threads = await startThreads(
    'parentPort.postMessage("ready");parentPort.on("message", () => process.exit(3));',
    1,
  );
  const answers = await Promise.all([threads.logitsOf(["a"], TOKENS), threads.logitsOf(["b", "c"], TOKENS)]);

  expect(answers).toEqual([Float32Array.of(1), Float32Array.of(1, 1)]);
  expect(await threads.logitsOf(["d"], TOKENS)).toEqual(Float32Array.of(1));
});

test("threads that cannot start are done without", async () => {
  const threads = await startThreads('throw new Error("no such engine");', 2);

  expect(await threads.logitsOf(["a"], TOKENS)).toEqual(Float32Array.of(1));
  expect(startLogitsWorker).toHaveBeenCalledTimes(2);
});

test("a missing file of the worker is done without", async () => {
  startLogitsWorker.mockImplementation(() => new Worker(new URL("nowhere.js", pathToFileURL(`${folder}/`))));
  const threads = createLogitsThreads({ engine: "wasm", files: new Map() }, 1, HERE);
  for (let i = 0; i < 6; i++) expect((await threads.logitsOf(TEXTS, TOKENS))[0]).toBe(1);
});
