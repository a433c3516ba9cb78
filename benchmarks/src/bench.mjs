// Speed of one case through the public API: a whole optimiser step, from token ids to updated weights, with dropout.
//
//   pnpm bench --json --engine native|wasm|tensorflow|reference --batch 32 --time 512 --vocab 973 [--ragged] [--threads 2]

import { availableParallelism } from "node:os";
import { loadTensorflow, selectEngine } from "@newsclf/kernels/node";
import { createClassifier } from "@newsclf/model";
import * as tf from "@tensorflow/tfjs-core";
import { CLASSIFIER, createBatch, measureTraining, median, parseCase, trainingFlops } from "./case.mjs";

const WARM_UP = 3;

const c = parseCase();
const { isa, threads } = await select();
const batch = createBatch(c);
const numTokens = batch.tokenIds.length;
const model = createClassifier({ ...CLASSIFIER, vocabSize: c.vocab }, 0);

const trainStepMs = await measureTraining(model, batch, WARM_UP, c.steps);
const inferMs = measure(c.steps, () => tf.tidy(() => model.forward(batch).dataSync()));
const one = createBatch({ ...c, batch: 1, time: 40, ragged: false });
const predictOneMs = measure(c.engine === "reference" ? 10 : 500, () => tf.tidy(() => model.forward(one).dataSync()));
const sgemmPeakGflops = c.engine === "reference" ? undefined : measureSgemm();
const perSecond = (/** @type {number} */ ms) => Math.round((numTokens / ms) * 1000);
const result = {
  ...{ engine: c.engine, isa, threads, batch: c.batch, time: c.time, vocab: c.vocab, ragged: c.ragged },
  trainStepMs: round(trainStepMs),
  trainTokensPerSecond: perSecond(trainStepMs),
  inferStepMs: round(inferMs),
  inferTokensPerSecond: perSecond(inferMs),
  predictOneMs: round(predictOneMs),
  ...(sgemmPeakGflops && {
    sgemmPeakGflops: round(sgemmPeakGflops),
    peakFraction: round(trainingFlops(batch) / trainStepMs / 1e6 / sgemmPeakGflops),
  }),
  peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
if (c.json) console.log(JSON.stringify(result));
else console.table([result]);
process.exit();

async function select() {
  if (c.engine === "tensorflow") {
    process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
    if (c.threads !== undefined) process.env.TF_NUM_INTRAOP_THREADS = String(c.threads);
    const { version, hasGpu } = await loadTensorflow({ from: [import.meta.dirname], needsGpu: false });
    return { isa: `tensorflow ${version} ${hasGpu ? "gpu" : "cpu"}`, threads: c.threads ?? availableParallelism() };
  }
  if (c.engine !== "reference") {
    const { isa, numThreads } = await selectEngine(/** @type {any} */ (c.engine), c.threads);
    return { isa, threads: numThreads };
  }
  const { setThreadsCount, setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(new URL(".", import.meta.resolve("@tensorflow/tfjs-backend-wasm")).pathname);
  setThreadsCount(1);
  await tf.setBackend("wasm");
  return { isa: "tfjs wasm", threads: 1 };
}

/** GFLOP/s of the best of several products of 1024 x 1024 matrices. */
function measureSgemm() {
  const n = 1024;
  const [a, b] = [tf.randomUniform([n, n]), tf.randomUniform([n, n])];
  const times = Array.from({ length: 20 }, () => time(() => tf.tidy(() => void tf.matMul(a, b))));
  return (2 * n ** 3) / Math.min(...times) / 1e6;
}

/** Median milliseconds. @param {number} count @param {() => unknown} f */
function measure(count, f) {
  return median(Array.from({ length: WARM_UP + count }, () => time(f)).slice(WARM_UP));
}

/** Milliseconds. @param {() => unknown} f */
function time(f) {
  const start = performance.now();
  f();
  return performance.now() - start;
}

/** @param {number} x */
function round(x) {
  return Number(x.toPrecision(4));
}
