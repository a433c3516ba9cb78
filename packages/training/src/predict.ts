// Class probabilities for every example of a split. C = number of classes.

import { type Prediction, predictionFromLogits } from "@newsclf/evaluation";
import type { RaggedTokens } from "@newsclf/kernels";
import type { BatchSource } from "./batch-source.ts";
import { forwardAll } from "./forward-all.ts";
import type { ProcessGroup } from "./group/process-group.ts";
import type { Trainable } from "./trainable.ts";

/** A batch that says where its examples stand in their split. */
export interface PlacedBatch extends RaggedTokens {
  /** `[B]`, positions of the examples. */
  readonly rows: Int32Array;
}

/** Told after each batch how many there were, of how many. */
export type OnBatch = (done: number, total: number) => void;

/**
 * Predicts without dropout; labels are not looked at.
 *
 * @param source - Together its batches hold every row of a split once, in any order.
 * @returns Results in the order of the split's rows.
 * @throws RangeError if the rows of the batches are not 0 to n - 1, each once.
 */
export async function predict(
  model: Trainable,
  source: BatchSource<PlacedBatch>,
  onBatch?: OnBatch,
): Promise<Prediction> {
  return predictionFromLogits(await predictLogits(model, source, onBatch), model.numClasses);
}

/**
 * The same before the softmax, row-major `[n, C]`: what models that answer together are added up in.
 *
 * @param group - Whose processes each answer for some of the batches, and get all answers; default: this process alone.
 */
export async function predictLogits(
  model: Trainable,
  source: BatchSource<PlacedBatch>,
  onBatch?: OnBatch,
  group?: ProcessGroup,
): Promise<Float32Array> {
  const { numClasses } = model;
  const parts: { rows: Int32Array; logits: Float32Array }[] = [];
  for await (const { batch, logits } of forwardAll(model, source.epoch(0), undefined, group)) {
    parts.push({ rows: batch.rows, logits });
    onBatch?.(parts.length, source.numBatches);
  }
  const n = parts.reduce((total, { rows }) => total + rows.length, 0);
  const inOrder = new Float32Array(n * numClasses);
  const seen = new Uint8Array(n);
  for (const { rows, logits } of parts) {
    rows.forEach((row, i) => {
      if (!(row >= 0 && row < n && seen[row] === 0)) {
        throw new RangeError(`predict: expected each row of 0..${n - 1} once, got row ${row}; pass one whole epoch`);
      }
      seen[row] = 1;
      inOrder.set(logits.subarray(i * numClasses, (i + 1) * numClasses), row * numClasses);
    });
  }
  return inOrder;
}
