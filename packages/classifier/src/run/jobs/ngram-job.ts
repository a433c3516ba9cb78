// Fits the n-grams' linear model to some texts, and answers for others.

import { type LinearModel, linearEpochs, linearLogits, pause, type SparseRows } from "@newsclf/training";
import type { JobHooks } from "./job-hooks.ts";

const NUM_EPOCHS = 5;

export interface NgramJob {
  readonly kind: "ngrams";
  readonly rows: SparseRows;
  /** `[n]`, class indices. */
  readonly labels: Int32Array;
  readonly numFeatures: number;
  readonly numClasses: number;
  readonly inverseRegularization: number;
  readonly seed: number;
  /** Rows to fit. */
  readonly examples: Int32Array;
  /** Rows to answer. */
  readonly asked: Int32Array;
}

export interface NgramResult {
  /** Undefined if the job was stopped. */
  readonly model: LinearModel | undefined;
  /** Logits of the rows that were asked, row-major `[m, C]`. */
  readonly answers: Float32Array;
}

export async function runNgramJob(job: NgramJob, { onStep, signal }: JobHooks): Promise<NgramResult> {
  const epochs = linearEpochs(job.rows, job.labels, { ...job, numEpochs: NUM_EPOCHS });
  for (;;) {
    // Messages are read, and a page is drawn, between the epochs.
    await pause();
    if (signal?.aborted) return { model: undefined, answers: new Float32Array() };
    const { done, value } = epochs.next();
    if (done) return { model: value, answers: linearLogits(value, job.rows, job.asked) };
    onStep?.(value / NUM_EPOCHS);
  }
}
