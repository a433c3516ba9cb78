// Measures a model on a labelled split.

import type { Batch } from "@newsclf/dataset";
import { Tally } from "./_tally.ts";
import { accuracyInterval, binomialPValue, isAboveChance } from "./binomial.ts";
import { accuracy, type ClassScores, classScores, macroF1, majorityRate } from "./metrics.ts";
import { forwardAll } from "./predict.ts";
import type { Trainable } from "./trainable.ts";

/** How good a classifier is on one split. C = number of classes. */
export interface Evaluation {
  readonly examples: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** Fraction in `[0, 1]`. */
  readonly accuracy: number;
  /** Bounds of the 95 % Wilson interval of the accuracy. */
  readonly accuracyInterval: readonly [number, number];
  /** Mean F1 over the classes that occur, in `[0, 1]`: see `macroF1`. */
  readonly macroF1: number;
  /** Accuracy of always answering with this split's most frequent class. */
  readonly majorityRate: number;
  /** Exact binomial test of `accuracy` against `majorityRate`, one-sided. */
  readonly chancePValue: number;
  /** Whether that test rejects chance at 5 %: see `isAboveChance`. */
  readonly aboveChance: boolean;
  /** `[C]`. */
  readonly perClass: readonly ClassScores[];
  /** Row-major `[C, C]`; row = gold, column = predicted. */
  readonly confusion: Int32Array;
}

/** An evaluation as plain JSON data, `confusion` as rows. */
export type EvaluationJson = Omit<Evaluation, "confusion"> & { readonly confusion: readonly (readonly number[])[] };

/**
 * Evaluates without dropout.
 *
 * @param batches - At least one example, all labelled.
 * @throws RangeError for no examples or an unlabelled one.
 */
export async function evaluate(model: Trainable, batches: Iterable<Batch>): Promise<Evaluation> {
  const { confusion, loss } = await tallyBatches("evaluate", model, batches);
  return summarize(confusion, loss);
}

/** Counts loss and hits over batches. */
export async function tallyBatches(caller: string, model: Trainable, batches: Iterable<Batch>): Promise<Tally> {
  const tally = new Tally(model.numClasses);
  for await (const { batch, logits } of forwardAll(model, batches)) {
    checkLabels(caller, batch, model.numClasses);
    tally.add(logits, batch.labels);
  }
  return tally;
}

/** The scores that follow from a confusion matrix and a mean loss. @throws RangeError for no examples. */
export function summarize(confusion: Int32Array, loss: number): Evaluation {
  const perClass = classScores(confusion);
  const examples = perClass.reduce((total, { support }) => total + support, 0);
  if (examples === 0) throw new RangeError("evaluate: expected at least one example, got none");
  const share = accuracy(confusion);
  const chance = majorityRate(confusion);
  return {
    examples,
    loss,
    accuracy: share,
    accuracyInterval: accuracyInterval(share, examples),
    macroF1: macroF1(confusion),
    majorityRate: chance,
    chancePValue: binomialPValue(Math.round(share * examples), examples, chance),
    aboveChance: isAboveChance(share, examples, chance),
    perClass,
    confusion,
  };
}

/** For `evaluation.json` and `--json`. */
export function evaluationToJson(evaluation: Evaluation): EvaluationJson {
  const { confusion, perClass } = evaluation;
  const numClasses = perClass.length;
  return {
    ...evaluation,
    confusion: perClass.map((_, c) => [...confusion.subarray(c * numClasses, (c + 1) * numClasses)]),
  };
}

/** @throws RangeError for the first label outside `0..C-1`. */
export function checkLabels(caller: string, { labels, rows }: Batch, numClasses: number): void {
  const bad = labels.findIndex((label) => label < 0 || label >= numClasses);
  if (bad < 0) return;
  throw new RangeError(
    `${caller}: row ${rows[bad]} has label ${labels[bad]}, expected 0..${numClasses - 1}; leave out unlabelled examples`,
  );
}
