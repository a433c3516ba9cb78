// The model on one batch after another, without dropout.

import type { RaggedTokens } from "@newsclf/kernels";
import { pause } from "@newsclf-internal/pause";
import { tidy } from "@tensorflow/tfjs-core";
import { countExamples } from "./batch-source.ts";
import { exchange } from "./group/exchange.ts";
import type { ProcessGroup } from "./group/process-group.ts";
import type { Task } from "./tasks/task.ts";
import type { Trainable } from "./trainable.ts";

/** What came of a batch, on the host. */
export interface BatchOutput<B> {
  readonly batch: B;
  /** Row-major `[B, C]`. */
  readonly logits: Float32Array;
  /** Mean over the batch; absent without a task. */
  readonly loss?: number;
}

/**
 * The event loop runs between batches.
 *
 * @param group - Whose processes each compute some of the batches, and get what came of all; default: this process alone.
 */
export async function* forwardAll<B extends RaggedTokens, Targets>(
  model: Trainable,
  batches: Iterable<B>,
  task?: Task<B, Targets>,
  group?: ProcessGroup,
): AsyncGenerator<BatchOutput<B>> {
  if (group && group.size > 1) yield* forwardShared(model, [...batches], task, group);
  else yield* forwardAlone(model, batches, task);
}

async function* forwardShared<B extends RaggedTokens, Targets>(
  model: Trainable,
  batches: readonly B[],
  task: Task<B, Targets> | undefined,
  group: ProcessGroup,
): AsyncGenerator<BatchOutput<B>> {
  const { rank, size } = group;
  const mine: Float32Array[] = [];
  const ofThis = batches.filter((_, i) => i % size === rank);
  for await (const { logits, loss = 0 } of forwardAlone(model, ofThis, task)) mine.push(Float32Array.of(loss), logits);
  const ofRanks = await exchange(mine, group);
  const places = ofRanks.map(() => 0);
  for (const [i, batch] of batches.entries()) {
    const from = places[i % size]!;
    const to = from + 1 + countExamples(batch) * model.numClasses;
    places[i % size] = to;
    const [loss] = ofRanks[i % size]!.subarray(from);
    yield { batch, logits: ofRanks[i % size]!.subarray(from + 1, to), ...(task && { loss: loss! }) };
  }
}

async function* forwardAlone<B extends RaggedTokens, Targets>(
  model: Trainable,
  batches: Iterable<B>,
  task: Task<B, Targets> | undefined,
): AsyncGenerator<BatchOutput<B>> {
  for (const batch of batches) {
    const [output, lossOutput] = tidy(() => {
      const logits = model.forward(batch);
      return task ? [logits, (task.heldOutLoss ?? task.loss)(logits, batch)] : [logits];
    });
    const [logits, loss] = await Promise.all([output!.data(), lossOutput?.data()]);
    for (const tensor of [output, lossOutput]) tensor?.dispose();
    await pause();
    yield { batch, logits: logits as Float32Array, ...(loss && { loss: loss[0]! }) };
  }
}
