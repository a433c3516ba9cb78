// One step: logits, loss and gradients of its batches, clipping, update.

import {
  disposeGradient,
  type Gradient,
  type RaggedTokens,
  sumGradients,
  type ValueAndGradients,
  valueAndGradients,
} from "@newsclf/kernels";
import { keep, type Tensor2D } from "@tensorflow/tfjs-core";
import { countExamples } from "../batch-source.ts";
import { clipScale, squaredNorms } from "../optimizers/clip.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Task } from "../tasks/task.ts";
import { paramNamesOf, type Trainable } from "../trainable.ts";
import { nonFinite } from "./non-finite.ts";

/**
 * What happens to the gradients of a step before they are clipped and used: where several processes add theirs up.
 *
 * @returns The gradients to use, which may be the same; those that are new are disposed of after the step.
 */
export type ReduceGradients = (gradients: readonly Gradient[], numExamples: number) => Promise<readonly Gradient[]>;

/** A step, beside its batches. */
export interface StepContext<B extends RaggedTokens, Targets> {
  readonly model: Trainable;
  readonly task: Task<B, Targets>;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** One a batch. */
  readonly dropoutSeeds: readonly number[];
  readonly maxGradNorm: number | undefined;
  readonly reduceGradients: ReduceGradients | undefined;
  /** For errors. */
  readonly place: string;
}

/** What the host wants to know of a step. */
export interface StepResult {
  /** Mean over the examples of all batches. */
  readonly loss: number;
  /** What came of each batch, in their order. */
  readonly batches: readonly BatchResult[];
  /** L2 norm of all gradients together, before clipping. */
  readonly gradNorm: number;
}

interface BatchResult {
  /** Mean over the batch. */
  readonly loss: number;
  /** Row-major `[B, C]`. */
  readonly logits: Float32Array;
}

/**
 * With the gradient of the mean loss over the examples of all batches: that of one large batch, up to rounding, in the memory
 * of a small one.
 *
 * @throws NewsclfError `TRAIN_NONFINITE`; nothing is then updated.
 */
export async function trainStep<B extends RaggedTokens, Targets>(
  batches: readonly B[],
  context: StepContext<B, Targets>,
): Promise<StepResult> {
  const { model, task, optimizer, learningRate, dropoutSeeds, maxGradNorm, reduceGradients, place } = context;
  const counts = batches.map(countExamples);
  const numExamples = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => count / numExamples);
  const outputs: Tensor2D[] = [];
  const values: ValueAndGradients["value"][] = [];
  let gradients: readonly Gradient[] = [];
  let reduced: readonly Gradient[] = [];
  try {
    batches.forEach((batch, i) => {
      const computed = valueAndGradients(() => {
        outputs[i] = keep(model.forward(batch, dropoutSeeds[i]!));
        return task.loss(outputs[i]!, batch);
      }, model.params);
      values.push(computed.value);
      gradients = batches.length === 1 ? computed.gradients : accumulate(gradients, computed.gradients, shares[i]!);
    });
    reduced = reduceGradients ? await reduceGradients(gradients, numExamples) : gradients;
    const norms = squaredNorms(reduced);
    // One wait for everything that the host wants to know of this step.
    const [logits, losses, squares] = await Promise.all([
      Promise.all(outputs.map((output) => output.data())),
      Promise.all(values.map(async (value) => (await value.data())[0]!)),
      norms.data(),
    ]).finally(() => norms.dispose());
    const loss = losses.reduce((sum, ofBatch, i) => sum + shares[i]! * ofBatch, 0);
    const bad = squares.findIndex((square) => !Number.isFinite(square));
    if (bad >= 0)
      throw nonFinite(place, `gradient of ${paramNamesOf(model)[bad]} is not finite (loss ${loss})`, context);
    if (!Number.isFinite(loss)) throw nonFinite(place, `loss is ${loss}`, context);
    const gradNorm = Math.sqrt((squares as Float32Array).reduce((total, square) => total + square, 0));
    optimizer.step(reduced, { learningRate, scale: clipScale(gradNorm, maxGradNorm) });
    return {
      loss,
      batches: losses.map((ofBatch, i) => ({ loss: ofBatch, logits: logits[i] as Float32Array })),
      gradNorm,
    };
  } finally {
    for (const tensor of [...outputs, ...values]) tensor.dispose();
    new Set([...gradients, ...reduced]).forEach(disposeGradient);
  }
}

/** Adds the gradients of one more batch, times its share of the step's examples, and disposes of what went in. */
function accumulate(sums: readonly Gradient[], gradients: readonly Gradient[], share: number): Gradient[] {
  return gradients.map((gradient, i) => {
    const sum = sums[i];
    const next = sum ? sumGradients([sum, gradient], [1, share]) : sumGradients([gradient], [share]);
    for (const used of sum ? [sum, gradient] : [gradient]) disposeGradient(used);
    return next;
  });
}
