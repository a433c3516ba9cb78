// Loss and metrics over the batches of one pass.

import {
  type Accumulator,
  type Json,
  type Metric,
  type Prediction,
  predictionFromLogits,
  predictionOfSets,
  type Scores,
} from "@newsclf/evaluation";
import type { RaggedTokens } from "@newsclf/kernels";
import { countExamples } from "../batch-source.ts";
import type { Task } from "../tasks/task.ts";

/** Running sums. @typeParam B - A batch. */
export class EpochTotals<B extends RaggedTokens, Targets> {
  numTokens = 0;
  readonly #task: Task<B, Targets>;
  readonly #numClasses: number;
  readonly #metrics: readonly Accumulator<Targets>[];
  #numExamples = 0;
  #lossSum = 0;

  constructor(task: Task<B, Targets>, numClasses: number) {
    this.#task = task;
    this.#numClasses = numClasses;
    this.#metrics = task.metrics.map((metric) => metric.start(numClasses, task.sets));
  }

  /**
   * @param loss - Mean over the batch.
   * @param logits - Row-major `[B, C]`.
   */
  add(batch: B, loss: number, logits: Float32Array): void {
    const numExamples = countExamples(batch);
    this.#numExamples += numExamples;
    this.#lossSum += loss * numExamples;
    this.numTokens += batch.offsets[numExamples]! - batch.offsets[0]!;
    const prediction = this.#predict(logits);
    const targets = this.#task.targets(batch);
    for (const metric of this.#metrics) metric.add(prediction, targets);
  }

  /** Over the examples so far. */
  get scores(): Scores {
    return this.#scoresOf(() => true);
  }

  /** Those that take no second look at the examples. */
  get quickScores(): Scores {
    return this.#scoresOf(({ keepsExamples = false }) => !keepsExamples);
  }

  #predict(logits: Float32Array): Prediction {
    const { sets } = this.#task;
    if (!sets) return predictionFromLogits(logits, this.#numClasses);
    return predictionOfSets(logits, sets, new Float32Array(this.#numClasses).fill(0.5));
  }

  #scoresOf(isWanted: (metric: Metric<Targets>) => boolean): Scores {
    const values = this.#task.metrics.flatMap((metric, i) =>
      isWanted(metric) ? [[metric.name, this.#metrics[i]!.value()] as const] : [],
    );
    return { loss: this.#lossSum / this.#numExamples, ...Object.fromEntries(values) };
  }

  save(): Json {
    const { numTokens } = this;
    const metrics = Object.fromEntries(this.#task.metrics.map(({ name }, i) => [name, this.#metrics[i]!.save()]));
    return { numTokens, numExamples: this.#numExamples, lossSum: this.#lossSum, metrics };
  }

  restore(saved: Json): void {
    const names = Object.keys((saved as { metrics?: object }).metrics ?? {});
    if (names.join() !== this.#task.metrics.map(({ name }) => name).join()) {
      throw new RangeError(`restore: expected sums of the task's metrics, got those of ${names.join(", ") || "none"}`);
    }
    const sums = saved as { numTokens: number; numExamples: number; lossSum: number; metrics: Record<string, Json> };
    this.numTokens = sums.numTokens;
    this.#numExamples = sums.numExamples;
    this.#lossSum = sums.lossSum;
    this.#metrics.forEach((metric, i) => {
      metric.restore(sums.metrics[this.#task.metrics[i]!.name]!);
    });
  }
}
