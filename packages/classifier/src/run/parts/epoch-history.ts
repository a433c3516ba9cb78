// What happened in an epoch, over all jobs that train at the same time.

import type { EpochScores, Scores } from "@newsclf/evaluation";
import type { EpochRecord, WeightHistograms } from "@newsclf/training";

/** A job whose epochs count. */
export interface EpochSource {
  /** Examples that it trains on. */
  readonly numTrained: number;
  /** Examples that it holds out. */
  readonly numHeldOut: number;
  /** Whether those are a fold of the training rows. */
  readonly isFold: boolean;
}

/** What is told of an epoch. @param isOld - Whether an earlier process did it. @param weights - Of the job that tells of them. */
export type OnEpoch = (epoch: EpochRecord, isOld: boolean, weights: WeightHistograms | undefined) => void;

interface JobEpoch {
  readonly record: EpochRecord;
  readonly isOld: boolean;
  readonly weights: WeightHistograms | undefined;
}

/** Collects the epochs of jobs; tells of one when all that are still running have done it. */
export class EpochHistory {
  readonly epochs: EpochRecord[] = [];
  readonly #sources: readonly EpochSource[];
  readonly #records: JobEpoch[][];
  readonly #isOver: boolean[];
  readonly #onEpoch: OnEpoch;

  constructor(sources: readonly EpochSource[], onEpoch: OnEpoch) {
    this.#sources = sources;
    this.#records = sources.map(() => []);
    this.#isOver = sources.map(() => false);
    this.#onEpoch = onEpoch;
  }

  /** @param isOld - Whether an earlier process did it. */
  add(job: number, record: EpochRecord, isOld = false, weights?: WeightHistograms): void {
    this.#records[job]!.push({ record, isOld, weights });
    this.#tell();
  }

  /** No more epochs of this job. */
  end(job: number): void {
    this.#isOver[job] = true;
    this.#tell();
  }

  #tell(): void {
    for (;;) {
      const i = this.epochs.length;
      const done = this.#records.flatMap((records, job) => (records[i] ? [job] : []));
      const isComplete = done.length > 0 && this.#records.every((records, job) => records[i] || this.#isOver[job]);
      if (!isComplete) return;
      const jobs = done.map((job) => ({ ...this.#sources[job]!, ...this.#records[job]![i]! }));
      const epoch = combine(jobs);
      this.epochs.push(epoch);
      this.#onEpoch(
        epoch,
        jobs.every(({ isOld }) => isOld),
        jobs.find(({ weights }) => weights)?.weights,
      );
    }
  }
}

/** Folds count together; of what is trained on all rows, the validation split alone, unless there are no folds. */
function combine(jobs: readonly (EpochSource & { readonly record: EpochRecord })[]): EpochRecord {
  const folds = jobs.filter(({ isFold }) => isFold);
  const others = jobs.filter(({ isFold }) => !isFold);
  const trained = folds.length > 0 ? folds : others;
  const { epoch, learningRate } = jobs[0]!.record;
  const validation = mean(others, ({ numHeldOut, record }) => [numHeldOut, record.validation]);
  const outOfFold = mean(folds, ({ numHeldOut, record }) => [numHeldOut, record.validation]);
  const sum = (of: (record: EpochRecord) => number): number =>
    jobs.reduce((total, { record }) => total + of(record), 0);
  return {
    ...{ epoch, learningRate, train: mean(trained, ({ numTrained, record }) => [numTrained, record.train])! },
    ...(validation && { validation }),
    ...(outOfFold && { outOfFold }),
    ...{ numTokens: sum(({ numTokens }) => numTokens), numSteps: sum(({ numSteps }) => numSteps) },
  };
}

function mean<J>(jobs: readonly J[], of: (job: J) => [number, EpochScores["validation"]]): Scores | undefined {
  const weighted = jobs.map(of).filter((pair): pair is [number, Scores] => pair[1] !== undefined);
  const total = weighted.reduce((sum, [weight]) => sum + weight, 0);
  if (total === 0) return undefined;
  const names = Object.keys(weighted[0]![1]);
  return Object.fromEntries(
    names.map((name) => [name, weighted.reduce((sum, [weight, scores]) => sum + weight * scores[name]!, 0) / total]),
  ) as Scores;
}
