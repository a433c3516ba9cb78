// Work that can be done anywhere: plain data in, plain data out. Jobs do not know of each other.

import type { JobHooks } from "./job-hooks.ts";
import { type LstmJob, type LstmResult, runLstmJob } from "./lstm-job.ts";
import { type NgramJob, type NgramResult, runNgramJob } from "./ngram-job.ts";
import { type RatesJob, type RatesResult, runRatesJob } from "./rates-job.ts";
import { runVectorsJob, type VectorsJob, type VectorsResult } from "./vectors-job.ts";

export type Job = LstmJob | NgramJob | VectorsJob | RatesJob;

export type JobResult<J extends Job> = J extends LstmJob
  ? LstmResult
  : J extends NgramJob
    ? NgramResult
    : J extends RatesJob
      ? RatesResult
      : VectorsResult;

/** Runs jobs, side by side where it can. */
export interface JobRunner {
  /**
   * @param hooks - One a job.
   * @returns Their results in their order. The first job that fails ends the others.
   */
  run<J extends Job>(jobs: readonly J[], hooks: readonly JobHooks<JobResult<J>>[]): Promise<JobResult<J>[]>;
  close(): void;
}

/**
 * Starts jobs on this thread. LSTMs are trained by turns, a step of each, so that all are in one epoch; n-grams one after another,
 * since each takes memory for all weights.
 */
export function createJobStarter(): <J extends Job>(job: J, hooks: JobHooks) => Promise<JobResult<J>> {
  let last: Promise<unknown> = Promise.resolve();
  const start = (job: Job, hooks: JobHooks): Promise<LstmResult | NgramResult | VectorsResult | RatesResult> => {
    if (job.kind === "lstm") return runLstmJob(job, hooks);
    if (job.kind === "rates") return runRatesJob(job, hooks);
    if (job.kind === "vectors") return runVectorsJob(job, hooks);
    const result = last.then(() => runNgramJob(job, hooks));
    last = result.catch(() => {});
    return result;
  };
  return start as ReturnType<typeof createJobStarter>;
}

/** Jobs on the thread that asks for them. */
export const localRunner: JobRunner = {
  async run(jobs, hooks) {
    const failed = new AbortController();
    const start = createJobStarter();
    const run = async <J extends Job>(job: J, hooks: JobHooks<JobResult<J>>): Promise<JobResult<J>> => {
      const signal = hooks.signal ? AbortSignal.any([hooks.signal, failed.signal]) : failed.signal;
      const result = await start(job, { ...hooks, signal });
      hooks.onResult?.(result);
      return result;
    };
    try {
      return await Promise.all(jobs.map((job, i) => run(job, hooks[i]!)));
    } catch (error) {
      failed.abort();
      throw error;
    }
  },
  close: () => {},
};
