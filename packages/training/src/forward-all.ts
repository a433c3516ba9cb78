// The model on one batch after another, without dropout.

import type { RaggedTokens } from "@newsclf/kernels";
import { pause } from "@newsclf-internal/pause";
import { tidy } from "@tensorflow/tfjs-core";
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

/** The event loop runs between batches. */
export async function* forwardAll<B extends RaggedTokens, Targets>(
  model: Trainable,
  batches: Iterable<B>,
  task?: Task<B, Targets>,
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
