// Work that can be done anywhere: plain data in, plain data out. Jobs do not know of each other.

import type { JobHooks } from "./job-hooks.ts";
import { type LstmJob, type LstmResult, runLstmJob } from "./lstm-job.ts";
import { type NgramJob, type NgramResult, runNgramJob } from "./ngram-job.ts";

export type Job = LstmJob | NgramJob;

export type JobResult<J extends Job> = J extends LstmJob ? LstmResult : NgramResult;

/** Runs jobs, side by side where it can. */
export interface JobRunner {
  /**
   * @param hooks - One a job.
   * @returns Their results in their order. The first job that fails ends the others.
   */
  run<J extends Job>(jobs: readonly J[], hooks: readonly JobHooks[]): Promise<JobResult<J>[]>;
  close(): void;
}

export function runJob<J extends Job>(job: J, hooks: JobHooks): Promise<JobResult<J>> {
  return (job.kind === "lstm" ? runLstmJob(job, hooks) : runNgramJob(job, hooks)) as Promise<JobResult<J>>;
}

/** Jobs on the thread that asks for them, by turns: a step of each. */
export const localRunner: JobRunner = {
  async run(jobs, hooks) {
    const failed = new AbortController();
    const run = <J extends Job>(job: J, hooks: JobHooks): Promise<JobResult<J>> => {
      const signal = hooks.signal ? AbortSignal.any([hooks.signal, failed.signal]) : failed.signal;
      return runJob(job, { ...hooks, signal });
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
