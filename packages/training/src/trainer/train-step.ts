// One batch: logits, loss, gradients, clipping, update.

import {
  disposeGradient,
  type Gradient,
  type RaggedTokens,
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
 * What happens to the gradients of a batch before they are clipped and used: where several processes add theirs up.
 *
 * @returns The gradients to use, which may be the same; those that are new are disposed of after the step.
 */
export type ReduceGradients = (gradients: readonly Gradient[], numExamples: number) => Promise<readonly Gradient[]>;

/** A step, beside its batch. */
export interface StepContext<B extends RaggedTokens, Targets> {
  readonly model: Trainable;
  readonly task: Task<B, Targets>;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly dropoutSeed: number;
  readonly maxGradNorm: number | undefined;
  readonly reduceGradients: ReduceGradients | undefined;
  /** For errors. */
  readonly place: string;
}

/** What the host wants to know of a step. */
export interface StepResult {
  readonly loss: number;
  /** Row-major `[B, C]`. */
  readonly logits: Float32Array;
  /** L2 norm of all gradients together, before clipping. */
  readonly gradNorm: number;
}

/** @throws NewsclfError `TRAIN_NONFINITE`; nothing is then updated. */
export async function trainStep<B extends RaggedTokens, Targets>(
  batch: B,
  context: StepContext<B, Targets>,
): Promise<StepResult> {
  const { model, task, optimizer, learningRate, dropoutSeed, maxGradNorm, reduceGradients, place } = context;
  let output: Tensor2D | undefined;
  let computed: ValueAndGradients | undefined;
  let reduced: readonly Gradient[] = [];
  try {
    computed = valueAndGradients(() => {
      output = keep(model.forward(batch, dropoutSeed));
      return task.loss(output, task.targets(batch));
    }, model.params);
    const { value, gradients } = computed;
    reduced = reduceGradients ? await reduceGradients(gradients, countExamples(batch)) : gradients;
    const norms = squaredNorms(reduced);
    // One wait for everything that the host wants to know of this step.
    const [logits, [loss], squares] = await Promise.all([output!.data(), value.data(), norms.data()]).finally(() =>
      norms.dispose(),
    );
    const bad = squares.findIndex((square) => !Number.isFinite(square));
    if (bad >= 0)
      throw nonFinite(place, `gradient of ${paramNamesOf(model)[bad]} is not finite (loss ${loss})`, context);
    if (!Number.isFinite(loss)) throw nonFinite(place, `loss is ${loss}`, context);
    const gradNorm = Math.sqrt((squares as Float32Array).reduce((total, square) => total + square, 0));
    optimizer.step(reduced, { learningRate, scale: clipScale(gradNorm, maxGradNorm) });
    return { loss: loss!, logits: logits as Float32Array, gradNorm };
  } finally {
    output?.dispose();
    computed?.value.dispose();
    new Set([...(computed?.gradients ?? []), ...reduced]).forEach(disposeGradient);
  }
}
