// Trains on TensorFlow for many steps over batches of changing shape and shows tensors and resident memory on the way.
//
//   node scripts/memory.mjs [--steps 2000] [--json]

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadTensorflow } from "@newsclf/kernels/node";
import { createClassifier, DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import { fit } from "@newsclf/training";
import { memory } from "@tensorflow/tfjs-core";

const { values } = parseArgs({ options: { steps: { type: "string", default: "2000" }, json: { type: "boolean" } } });
const numBatches = Number(values.steps);
// What V8 has not yet collected is no leak.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const [vocabSize, numClasses, batchSize] = [500, 4, 16];

await loadTensorflow({
  from: [fileURLToPath(new URL(".", import.meta.url))],
  needsGpu: false,
  packageNames: ["@tensorflow/tfjs-node"],
});
const classifier = createClassifier({ ...DEFAULT_CLASSIFIER_CONFIG, vocabSize, numClasses, numLayers: 2 }, 1);

/** Lengths from 1 to 40 tokens, another mix each step. */
function* batches() {
  for (let step = 0; step < numBatches; step++) {
    let numTokens = 0;
    const ends = Array.from({ length: batchSize }, (_, b) => (numTokens += 1 + ((step * 7 + b * 11) % 40)));
    const tokenIds = Int32Array.from({ length: numTokens }, (_, i) => 2 + ((i * 31 + step) % (vocabSize - 2)));
    const labels = Int32Array.from({ length: batchSize }, (_, b) => b % numClasses);
    yield { tokenIds, offsets: Int32Array.of(0, ...ends), labels, rows: Int32Array.from(labels.keys()) };
  }
}

/** @type {{ step: number, numTensors: number, rssMb: number }[]} */
const samples = [];
const every = Math.max(1, Math.floor(numBatches / 20));
await fit(classifier, {
  train: { numBatches, epoch: batches },
  seed: 1,
  numEpochs: 1,
  learningRate: 1e-3,
  weightDecay: 1e-2,
  maxGradNorm: 1,
  listeners: [
    {
      name: "memory",
      onStep: ({ step }) => {
        if (step % every !== 0) return;
        collectGarbage();
        const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
        const sample = { step, numTensors: memory().numTensors, rssMb };
        samples.push(sample);
        if (!values.json) console.log(`step ${step}: ${sample.numTensors} tensors, ${sample.rssMb} MB`);
      },
    },
  ],
});
if (values.json) console.log(JSON.stringify(samples));
