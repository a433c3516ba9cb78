// Trains on one of our engines for many epochs and shows tensors and memory after each.
//
//   node scripts/memory.mjs [--engine native|wasm] [--epochs 100] [--json]

import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createLoader } from "@newsclf/dataset";
import { selectEngine } from "@newsclf/kernels/node";
import { createClassifier, DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import { fit, weightHistograms } from "@newsclf/training";
import { memory } from "@tensorflow/tfjs-core";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "auto" },
    epochs: { type: "string", default: "100" },
    json: { type: "boolean" },
  },
});
// What V8 has not yet collected is no leak.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const [vocabSize, numClasses, numTexts, batchSize] = [200, 4, 48, 8];

await selectEngine(/** @type {"native" | "wasm" | "auto"} */ (values.engine), 1);
const classifier = createClassifier(
  { ...DEFAULT_CLASSIFIER_CONFIG, vocabSize, numClasses, embeddingSize: 16, hiddenSize: 16, numLayers: 2 },
  1,
);
// Of 1 to 40 tokens: batches of many shapes, shuffled anew each epoch.
const lengths = Array.from({ length: numTexts }, (_, i) => 1 + ((i * 11) % 40));
const offsets = Int32Array.of(0, ...lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, n) => sum + n)));
const texts = {
  tokenIds: Int32Array.from({ length: offsets[numTexts] }, (_, i) => 2 + ((i * 31) % (vocabSize - 2))),
  offsets,
  labels: Int32Array.from({ length: numTexts }, (_, i) => i % numClasses),
};

/** @type {{ epoch: number, numTensors: number, numBytes: number, heapKb: number, rssMb: number }[]} */
const samples = [];
await fit(classifier, {
  ...{
    train: createLoader(texts, { batchSize, shuffle: true, seed: 1 }),
    validation: createLoader(texts, { batchSize }),
  },
  ...{ seed: 1, numEpochs: Number(values.epochs), learningRate: 1e-3, weightDecay: 1e-2, maxGradNorm: 1 },
  listeners: [
    {
      name: "memory",
      async onEpochEnd({ epoch }) {
        await weightHistograms(classifier);
        collectGarbage();
        const { heapUsed, rss } = process.memoryUsage();
        const { numTensors, numBytes } = memory();
        const sample = {
          epoch,
          numTensors,
          numBytes,
          heapKb: Math.round(heapUsed / 1024),
          rssMb: Math.round(rss / 2 ** 20),
        };
        samples.push(sample);
        if (!values.json)
          console.log(`epoch ${epoch}: ${numTensors} tensors, ${numBytes} bytes, heap ${sample.heapKb} KB`);
      },
    },
  ],
});
if (values.json) console.log(JSON.stringify(samples));
process.exit();
