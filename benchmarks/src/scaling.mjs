// Tokens that an LSTM is trained on in a second, by the processes that a launcher has started; rank 0 prints a line of JSON.
//
//   mpirun -n 2 node src/scaling.mjs [--batch-size 64] [--length 128] [--vocab 20000] [--parts 4] [--steps 30]
//
// Default model, one thread a process. `seconds` are of a step; `compute` of them went into the parts, their sum and the update,
// `waiting` into sending, and waiting for, messages; `bytes` were sent by this process.

import { parseArgs } from "node:util";
import { resolveSettings } from "@newsclf/classifier/settings";
import { createLoader, createRng, cutBatch } from "@newsclf/dataset";
import { selectEngine } from "@newsclf/kernels/node";
import { createClassifier } from "@newsclf/model";
import { joinMpi } from "@newsclf/mpi";
import { AdamW, createTrainer, singleLabel } from "@newsclf/training";

const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries({ "batch-size": "64", length: "128", vocab: "20000", parts: "4", steps: "30", warmup: "10" }).map(
      ([name, value]) => [name, { type: "string", default: value }],
    ),
  ),
});
const [batchSize, length, vocabSize, numParts, numSteps, numWarm] = [
  "batch-size",
  "length",
  "vocab",
  "parts",
  "steps",
  "warmup",
].map((name) => Number(values[name]));
const settings = resolveSettings({});

const mpi = await joinMpi();
let [waiting, bytes] = [0, 0];
/**
 * @template {unknown[]} Args
 * @template Result
 * @param {(...args: Args) => Promise<Result>} call
 * @returns {(...args: Args) => Promise<Result>}
 */
function timed(call) {
  return async (...args) => {
    const start = performance.now();
    const result = await call(...args);
    waiting += performance.now() - start;
    return result;
  };
}
const group = {
  ...mpi,
  send: timed((/** @type {number} */ to, /** @type {Uint8Array} */ message) => {
    bytes += message.length;
    return mpi.send(to, message);
  }),
  receive: timed(mpi.receive),
  broadcast: timed((/** @type {Uint8Array | undefined} */ message) => {
    bytes += message?.length ?? 0;
    return mpi.broadcast(message);
  }),
};

const { kind, isa } = await selectEngine("native", 1);
const model = createClassifier({ ...settings, vocabSize, numClasses: 4 }, 0);
const optimizer = new AdamW(model.params, settings);
const numTexts = batchSize * (numWarm + numSteps);
const random = createRng(1);
// Words as frequent as Zipf has them.
const tokenIds = Int32Array.from({ length: numTexts * length }, () => Math.floor(vocabSize ** random.float()));
const train = createLoader(
  {
    tokenIds,
    offsets: Int32Array.from({ length: numTexts + 1 }, (_, i) => i * length),
    labels: Int32Array.from({ length: numTexts }, (_, i) => i % 4),
  },
  { batchSize, seed: 1, shuffle: true },
);
let start = 0;
/** @type {import("@newsclf/training").Listener} */
const report = {
  name: "report",
  onStep({ globalStep }) {
    if (globalStep === numWarm) [start, waiting, bytes] = [performance.now(), 0, 0];
    if (globalStep < numWarm + numSteps || mpi.rank > 0) return;
    const seconds = (performance.now() - start) / 1000 / numSteps;
    const wait = waiting / 1000 / numSteps;
    const result = {
      ...{ processes: mpi.size, engine: `${kind} ${isa}`, tokensPerSecond: Math.round((batchSize * length) / seconds) },
      ...{ seconds, compute: seconds - wait, waiting: wait, bytes: Math.round(bytes / numSteps) },
    };
    console.log(JSON.stringify(result));
  },
};
await createTrainer(model, {
  ...{ train, task: singleLabel, optimizer, group, seed: 1, numEpochs: 1, learningRate: 1e-3, listeners: [report] },
  cut: (batch) => cutBatch(batch, numParts),
}).run();
await mpi.leave();
