// The LSTM of TensorFlow.js's layers against ours, on the same TensorFlow in one run: a whole training step each.
//
//   pnpm --filter @newsclf-internal/tensorflow build:binding
//   pnpm --filter @newsclf/benchmarks tensorflow [--batch 32] [--time 512] [--vocab 973] [--steps 5] [--threads 2] [--json]

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { loadTensorflow } from "@newsclf/kernels/node";
import { createClassifier } from "@newsclf/model";
import { CLASSIFIER, createBatch, measureTraining, median, parseCase } from "./case.mjs";

const WARM_UP = 2;

const args = process.argv.slice(2);
const c = parseCase(args.includes("--steps") ? args : [...args, "--steps", "5"]);
process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
if (c.threads !== undefined) process.env.TF_NUM_INTRAOP_THREADS = String(c.threads);
const from = [fileURLToPath(new URL(".", import.meta.url))];
const { version } = await loadTensorflow({ from, needsGpu: false, packageNames: ["@tensorflow/tfjs-node"] });
const tf = createRequire(import.meta.url)("@tensorflow/tfjs-node");
const batch = createBatch({ ...c, ragged: false });

const oursMs = await measureTraining(
  createClassifier({ ...CLASSIFIER, vocabSize: c.vocab }, 0),
  batch,
  WARM_UP,
  c.steps,
);
const stockMs = await measureStock();
const tokensPerSecond = (/** @type {number} */ ms) => Math.round((c.batch * c.time * 1000) / ms);
const result = {
  ...{ tensorflow: version, batch: c.batch, time: c.time, vocab: c.vocab, threads: c.threads ?? "default" },
  ...{ oursMs: Math.round(oursMs), oursTokensPerSecond: tokensPerSecond(oursMs) },
  ...{ stockMs: Math.round(stockMs), stockTokensPerSecond: tokensPerSecond(stockMs) },
  ratio: Number((stockMs / oursMs).toPrecision(3)),
};
if (c.json) console.log(JSON.stringify(result));
else console.table([result]);

/** The same classifier out of stock layers. Median milliseconds of a step. */
async function measureStock() {
  const { embeddingSize, hiddenSize, numLayers, headSizes, dropoutRate, numClasses } = CLASSIFIER;
  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: c.vocab, outputDim: embeddingSize, inputLength: c.time }));
  for (let layer = 1; layer <= numLayers; layer++) {
    const isLast = layer === numLayers;
    // The default, orthogonal weights, takes seconds to compute.
    const options = { recurrentActivation: "sigmoid", recurrentInitializer: "glorotUniform" };
    model.add(tf.layers.lstm({ ...options, units: hiddenSize, returnSequences: !isLast }));
    if (!isLast) model.add(tf.layers.dropout({ rate: dropoutRate }));
  }
  for (const units of headSizes) {
    model.add(tf.layers.dense({ units, activation: "relu" }));
    model.add(tf.layers.dropout({ rate: dropoutRate }));
  }
  model.add(tf.layers.dense({ units: numClasses, activation: "softmax" }));
  model.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" });
  const tokenIds = tf.tensor2d(batch.tokenIds, [c.batch, c.time], "int32");
  const labels = tf.tensor1d(Float32Array.from(batch.labels));
  const times = [];
  for (let step = 0; step < 1 + c.steps; step++) {
    const start = performance.now();
    await model.trainOnBatch(tokenIds, labels);
    times.push(performance.now() - start);
  }
  return median(times.slice(1));
}
