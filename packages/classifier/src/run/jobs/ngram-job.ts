// Fits the n-grams' linear model to some texts, and answers for others.

import { type Gold, type LinearModel, linearEpochs, linearLogits, pause, type SparseRows } from "@newsclf/training";
import type { JobHooks } from "./job-hooks.ts";

const NUM_EPOCHS = 4;

export interface NgramJob {
  readonly kind: "ngrams";
  readonly rows: SparseRows;
  /** `[n]`. */
  readonly gold: Gold;
  readonly numFeatures: number;
  readonly numClasses: number;
  readonly inverseRegularization: number;
  readonly seed: number;
  /** Rows to fit. */
  readonly examples: Int32Array;
  /** Rows to answer; if there are some, that is all that is wanted. */
  readonly asked: Int32Array;
}

export interface NgramResult {
  /** Of a job that was not stopped and has no rows to answer. */
  readonly model: LinearModel | undefined;
  /** Logits of the rows that were asked, row-major `[m, C]`. */
  readonly answers: Float32Array;
  readonly isStopped: boolean;
}

export async function runNgramJob(job: NgramJob, { onStep, signal }: JobHooks): Promise<NgramResult> {
  const epochs = linearEpochs(job.rows, job.gold.labels, { ...job, ...job.gold, numEpochs: NUM_EPOCHS });
  for (;;) {
    // Messages are read, and a page is drawn, between the epochs.
    await pause();
    if (signal?.aborted) return { model: undefined, answers: new Float32Array(), isStopped: true };
    const { done, value } = epochs.next();
    if (done) {
      const model = job.asked.length === 0 ? value : undefined;
      return { model, answers: linearLogits(value, job.rows, job.asked), isStopped: false };
    }
    onStep?.(value / NUM_EPOCHS);
  }
}
