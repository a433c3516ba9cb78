// The share of a training step that is spent outside the kernels: batches, autodiff, the tensor API, the loop.
//
//   pnpm overhead [--engine native|wasm] [--batch 32] [--vocab 973] [--steps 100] [--threads 1] [--json]
//
// The engine's one entrance is wrapped here: what a step takes, less what the calls of that step take.

import { selectEngine } from "@newsclf/kernels/node";
import { createClassifier } from "@newsclf/model";
import { fit } from "@newsclf/training";
import * as tf from "@tensorflow/tfjs-core";
import { CLASSIFIER, createBatch, median, parseCase } from "./case.mjs";

/** Until Node has compiled what runs at each step. */
const WARM_UP = 100;
/** Tokens of a text: long ones are nearly all arithmetic, short ones show the rest. */
const TIMES = [512, 16];

const c = parseCase(undefined, 100);
const { kind, isa, numThreads } = await selectEngine(/** @type {any} */ (c.engine), c.threads);
let inKernelsMs = 0;
wrap(/** @type {any} */ (tf.backend()).engine);

const results = [];
for (const time of TIMES) {
  const { stepMs, kernelMs, outside } = await measure(createBatch({ ...c, time }));
  results.push({ engine: kind, isa, threads: numThreads, batch: c.batch, time, stepMs, kernelMs, outside });
}
if (c.json) console.log(JSON.stringify(results));
else {
  for (const { batch, time, stepMs, kernelMs, outside } of results) {
    const [step, kernels] = [stepMs, kernelMs].map((ms) => ms.toFixed(2));
    console.log(
      `B=${batch} T=${time}: step ${step} ms, kernels ${kernels} ms, outside ${(100 * outside).toFixed(1)} %`,
    );
  }
}
process.exit();

/** @param {{ run(...args: unknown[]): void }} engine */
function wrap(engine) {
  const run = engine.run.bind(engine);
  engine.run = (...args) => {
    const start = performance.now();
    run(...args);
    inKernelsMs += performance.now() - start;
  };
}

/**
 * Medians over steps, each of the whole and of the kernels in it.
 *
 * @param {ReturnType<typeof createBatch>} batch
 */
async function measure(batch) {
  const model = createClassifier({ ...CLASSIFIER, vocabSize: c.vocab }, 0);
  const numBatches = WARM_UP + c.steps;
  const train = { numBatches, epoch: () => Array.from({ length: numBatches }, () => batch) };
  /** @type {{ at: number, inKernels: number }[]} */
  const ends = [];
  await fit(model, {
    ...{ train, numEpochs: 1, seed: 0, weightDecay: 1e-5, restoreBestWeights: false },
    listeners: [{ name: "clock", onStep: () => ends.push({ at: performance.now(), inKernels: inKernelsMs }) }],
  });
  model.dispose();
  const steps = ends.slice(WARM_UP).map(({ at, inKernels }, i) => {
    const before = ends[i + WARM_UP - 1];
    return { stepMs: at - before.at, kernelMs: inKernels - before.inKernels };
  });
  return {
    stepMs: median(steps.map(({ stepMs }) => stepMs)),
    kernelMs: median(steps.map(({ kernelMs }) => kernelMs)),
    outside: median(steps.map(({ stepMs, kernelMs }) => 1 - kernelMs / stepMs)),
  };
}
