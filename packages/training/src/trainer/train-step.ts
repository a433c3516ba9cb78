// One step: logits, loss and gradients of its parts, clipping, update.

import { type RaggedTokens, type ValueAndGradients, valueAndGradients } from "@newsclf/kernels";
import { keep, type Tensor2D } from "@tensorflow/tfjs-core";
import { countExamples } from "../batch-source.ts";
import type { ProcessGroup } from "../group/process-group.ts";
import { addSums, decodeSum, disposeSum, encodeSum, type StepSum } from "../group/step-sum.ts";
import { sumTree } from "../group/sum-tree.ts";
import { clipScale, squaredNorms } from "../optimizers/clip.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Task } from "../tasks/task.ts";
import { paramNamesOf, type Trainable } from "../trainable.ts";
import { nonFinite } from "./non-finite.ts";

/** A step, beside its parts. */
export interface StepContext<B extends RaggedTokens, Targets> {
  readonly model: Trainable;
  readonly task: Task<B, Targets>;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** One a part. */
  readonly dropoutSeeds: readonly number[];
  readonly maxGradNorm: number | undefined;
  /** Whose processes each compute some of the parts; undefined for this one alone. */
  readonly group: ProcessGroup | undefined;
  /** For errors. */
  readonly place: string;
}

/** What the host wants to know of a step. */
export interface StepResult {
  /** Mean over the examples of all parts. */
  readonly loss: number;
  /** What came of each part, in their order. */
  readonly parts: readonly PartResult[];
  /** L2 norm of all gradients together, before clipping. */
  readonly gradNorm: number;
}

interface PartResult {
  /** Mean over the part. */
  readonly loss: number;
  /** Row-major `[B, C]`. */
  readonly logits: Float32Array;
}

/**
 * With the gradient of the mean loss over the examples of all parts: that of one large batch, up to rounding, in the memory of a
 * small one and a few gradients. The parts' gradients are added in an order that does not depend on who computes them.
 *
 * @throws NewsclfError `TRAIN_NONFINITE`; nothing is then updated.
 */
export async function trainStep<B extends RaggedTokens, Targets>(
  parts: readonly B[],
  context: StepContext<B, Targets>,
): Promise<StepResult> {
  const { model, optimizer, learningRate, maxGradNorm, place } = context;
  const counts = parts.map(countExamples);
  const numExamples = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => count / numExamples);
  const sum = await sumParts(parts, shares, context);
  try {
    const norms = squaredNorms(sum.gradients);
    // One wait for everything that the host wants to know of this step.
    const [logits, losses, squares] = await Promise.all([
      Promise.all(sum.logits.map((ofPart) => ofPart.data<"float32">())),
      Promise.all(sum.losses.map(async (ofPart) => (await ofPart.data())[0]!)),
      norms.data(),
    ]).finally(() => norms.dispose());
    const loss = losses.reduce((total, ofPart, i) => total + shares[i]! * ofPart, 0);
    const bad = squares.findIndex((square) => !Number.isFinite(square));
    if (bad >= 0)
      throw nonFinite(place, `gradient of ${paramNamesOf(model)[bad]} is not finite (loss ${loss})`, context);
    if (!Number.isFinite(loss)) throw nonFinite(place, `loss is ${loss}`, context);
    const gradNorm = Math.sqrt((squares as Float32Array).reduce((total, square) => total + square, 0));
    optimizer.step(sum.gradients, { learningRate, scale: clipScale(gradNorm, maxGradNorm) });
    return { loss, parts: losses.map((ofPart, i) => ({ loss: ofPart, logits: logits[i]! })), gradNorm };
  } finally {
    disposeSum(sum);
  }
}

/** The same on every process of the group. */
async function sumParts<B extends RaggedTokens, Targets>(
  parts: readonly B[],
  shares: readonly number[],
  { model, task, dropoutSeeds, group }: StepContext<B, Targets>,
): Promise<StepSum> {
  const sums = new Set<StepSum>();
  const take = (sum: StepSum): StepSum => {
    sums.add(sum);
    return sum;
  };
  const add = (left: StepSum, right: StepSum): StepSum => {
    sums.delete(left);
    sums.delete(right);
    return take(addSums(left, right));
  };
  const encode = async (sum: StepSum): Promise<Uint8Array> => {
    const bytes = await encodeSum(sum);
    sums.delete(sum);
    disposeSum(sum);
    return bytes;
  };
  const leaf = (i: number): StepSum => take(computePart(model, task, parts[i]!, dropoutSeeds[i]!, shares[i]!));
  const decode = (bytes: Uint8Array): StepSum => take(decodeSum(bytes, model.params));
  try {
    const sum = await sumTree(parts.length, { leaf, add, encode, decode }, group);
    if (group === undefined || group.size === 1) return sum!;
    const bytes = await group.broadcast(sum && (await encodeSum(sum)));
    return sum ?? decode(bytes);
  } catch (error) {
    sums.forEach(disposeSum);
    throw error;
  }
}

function computePart<B extends RaggedTokens, Targets>(
  model: Trainable,
  task: Task<B, Targets>,
  part: B,
  dropoutSeed: number,
  share: number,
): StepSum {
  let output: Tensor2D | undefined;
  let computed: ValueAndGradients;
  try {
    computed = valueAndGradients(
      () => {
        output = keep(model.forward(part, dropoutSeed));
        return task.loss(output, part);
      },
      model.params,
      share,
    );
  } catch (error) {
    output?.dispose();
    throw error;
  }
  return { gradients: computed.gradients, losses: [computed.value], logits: [output!] };
}
