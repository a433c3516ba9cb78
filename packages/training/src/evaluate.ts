// Measures a model on a labelled split.

import type { Batch } from "@newsclf/dataset";
import { type Evaluation, evaluatePrediction } from "@newsclf/evaluation";
import type { BatchSource } from "./batch-source.ts";
import { type OnBatch, predict } from "./predict.ts";
import type { Trainable } from "./trainable.ts";

/**
 * Evaluates without dropout.
 *
 * @param source - Every row of a split once; at least one, all labelled.
 * @throws RangeError for no examples or an unlabelled one.
 */
export async function evaluate(model: Trainable, source: BatchSource<Batch>, onBatch?: OnBatch): Promise<Evaluation> {
  const gold: number[] = [];
  const taken: BatchSource<Batch> = {
    numBatches: source.numBatches,
    *epoch(epoch) {
      for (const batch of source.epoch(epoch)) {
        batch.rows.forEach((row, i) => {
          gold[row] = batch.labels[i]!;
        });
        yield batch;
      }
    },
  };
  const prediction = await predict(model, taken, onBatch);
  return evaluatePrediction(prediction, Int32Array.from(gold), model.numClasses);
}
