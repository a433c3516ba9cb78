// Class probabilities for every example of a split. C = number of classes.

import type { Batch } from "@newsclf/dataset";
import { tidy } from "@tensorflow/tfjs-core";
import { pause } from "./_pause.ts";
import { argMax, softmaxRow } from "./_tally.ts";
import type { Trainable } from "./trainable.ts";

/** Results in the order of the split's rows, whatever the order of the batches. */
export interface Prediction {
  /** Row-major `[n, C]`; each row sums to 1. */
  readonly probs: Float32Array;
  /** `[n]`, the most probable class; the first of equals. */
  readonly labels: Int32Array;
}

/**
 * Predicts without dropout; labels are not looked at.
 *
 * @param batches - Together every row of a split once, in any order: `loader.epoch(0)`.
 * @throws RangeError if the rows of the batches are not 0 to n - 1, each once.
 */
export async function predict(model: Trainable, batches: Iterable<Batch>): Promise<Prediction> {
  const { numClasses } = model;
  const parts: { rows: Int32Array; logits: Float32Array }[] = [];
  for await (const { batch, logits } of forwardAll(model, batches)) parts.push({ rows: batch.rows, logits });

  const n = parts.reduce((total, { rows }) => total + rows.length, 0);
  const probs = new Float32Array(n * numClasses);
  const labels = new Int32Array(n).fill(-1);
  for (const { rows, logits } of parts) {
    rows.forEach((row, i) => {
      if (!(row >= 0 && row < n && labels[row] === -1)) {
        throw new RangeError(`predict: expected each row of 0..${n - 1} once, got row ${row}; pass one whole epoch`);
      }
      const from = logits.subarray(i * numClasses, (i + 1) * numClasses);
      softmaxRow(from, probs.subarray(row * numClasses, (row + 1) * numClasses), 0, numClasses);
      labels[row] = argMax(from, 0, numClasses);
    });
  }
  return { probs, labels };
}

/** Logits `[B, C]` of each batch, on the host. The event loop runs between batches. */
export async function* forwardAll(
  model: Trainable,
  batches: Iterable<Batch>,
): AsyncGenerator<{ batch: Batch; logits: Float32Array }> {
  for (const batch of batches) {
    const output = tidy(() => model.forward(batch));
    const logits = (await output.data()) as Float32Array;
    output.dispose();
    await pause();
    yield { batch, logits };
  }
}
