// One pass over the training split, one step a batch.

import type { Batch } from "@newsclf/dataset";
import { deriveSeed, disposeGradient, softmaxCrossEntropy, valueAndGradients } from "@newsclf/kernels";
import { keep, type Tensor2D } from "@tensorflow/tfjs-core";
import { pause } from "./_pause.ts";
import { Tally } from "./_tally.ts";
import type { AdamW } from "./adam-w.ts";
import { clipScale, squaredNorms } from "./clip.ts";
import { checkLabels } from "./evaluate.ts";
import type { FitOptions } from "./fit-options.ts";
import type { EpochRecord } from "./history.ts";
import type { Trainable } from "./trainable.ts";
import { nonFinite } from "./training-error.ts";

/** Trains until the epoch is over or the signal is aborted. @param epoch - 1-based. */
export async function trainEpoch(
  model: Trainable,
  optimizer: AdamW,
  learningRateAt: (step: number) => number,
  epoch: number,
  { train, seed, maxGradNorm, signal, callbacks }: FitOptions,
): Promise<EpochRecord> {
  const tally = new Tally(model.numClasses);
  const firstStep = (epoch - 1) * train.numBatches;
  let numSteps = 0;
  let numTokens = 0;
  for (const batch of untilAborted(train.epoch(epoch - 1), signal)) {
    const globalStep = firstStep + numSteps;
    optimizer.learningRate = learningRateAt(globalStep);
    const { logits, gradNorm } = await trainStep(model, optimizer, batch, deriveSeed(seed, globalStep), {
      maxGradNorm,
      place: `epoch ${epoch} step ${numSteps + 1}`,
    });
    const loss = tally.add(logits, batch.labels);
    numSteps += 1;
    for (const length of batch.lengths) numTokens += length;
    const { learningRate } = optimizer;
    await callbacks?.onStep?.({
      ...{ epoch, step: numSteps, numSteps: train.numBatches, globalStep: globalStep + 1, loss, gradNorm },
      ...{ trainLoss: tally.loss, trainAccuracy: tally.accuracy, learningRate, numTokens },
    });
    await pause();
  }
  const { learningRate } = optimizer;
  return { epoch, trainLoss: tally.loss, trainAccuracy: tally.accuracy, learningRate, numTokens, numSteps };
}

/** Stops before the next item once the signal is aborted. */
export function* untilAborted<T>(items: Iterable<T>, signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}

async function trainStep(
  model: Trainable,
  optimizer: AdamW,
  batch: Batch,
  dropoutSeed: number,
  { maxGradNorm, place }: { maxGradNorm: number | undefined; place: string },
): Promise<{ logits: Float32Array; gradNorm: number }> {
  checkLabels("fit", batch, model.numClasses);
  let output!: Tensor2D;
  const { value, gradients } = valueAndGradients(() => {
    output = keep(model.forward(batch, dropoutSeed));
    return softmaxCrossEntropy(output, batch.labels);
  }, model.params);
  const norms = squaredNorms(gradients);
  try {
    // One wait for everything that the host wants to know of this step.
    const [logits, [loss], squares] = await Promise.all([output.data(), value.data(), norms.data()]);
    const bad = squares.findIndex((square) => !Number.isFinite(square));
    if (bad >= 0)
      throw nonFinite(place, `gradient of ${model.params[bad]!.name} is not finite (loss ${loss})`, maxGradNorm);
    if (!Number.isFinite(loss)) throw nonFinite(place, `loss is ${loss}`, maxGradNorm);
    const gradNorm = Math.sqrt((squares as Float32Array).reduce((total, square) => total + square, 0));
    optimizer.step(gradients, clipScale(gradNorm, maxGradNorm));
    return { logits: logits as Float32Array, gradNorm };
  } finally {
    for (const tensor of [output, value, norms]) tensor.dispose();
    gradients.forEach(disposeGradient);
  }
}
