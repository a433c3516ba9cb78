// What parts say of rows that they were not trained on, and how much each counts by that. n = rows, C = classes.

import { type Fold, range } from "@newsclf/dataset";
import { evaluatePrediction, predictionFromLogits } from "@newsclf/evaluation";
import { fitStack, type HeldOutLogits, type Stack, stackLogits } from "@newsclf/training";
import type { TestResult } from "../test-result.ts";

/** Rows that were held out together, and what was trained on meanwhile. */
export interface HeldOutFold {
  /** `[m]`. */
  readonly labels: Int32Array;
  /** Labels of the other rows. */
  readonly trained: Int32Array;
}

/** @param labels - Of the training split. */
export function heldOutFolds(folds: readonly Fold[], labels: Int32Array): HeldOutFold[] {
  const pick = (rows: Int32Array): Int32Array => rows.map((row) => labels[row]!);
  return folds.map(({ train, test }) => ({ labels: pick(test), trained: pick(train) }));
}

/** Of all folds, one after another. */
export interface Answers {
  /** `[n]`. */
  readonly labels: Int32Array;
  /** Logits of each part, row-major `[n, C]`. */
  readonly parts: readonly Float32Array[];
  /** Rows of each fold. */
  readonly folds: readonly Int32Array[];
  /** `[n]`, whether the parts had seen the row's class: of others they can know nothing. */
  readonly isKnown: readonly boolean[];
}

export function createAnswers(parts: readonly Float32Array[], folds: readonly HeldOutFold[]): Answers {
  let start = 0;
  return {
    labels: Int32Array.from(folds.flatMap(({ labels }) => [...labels])),
    parts,
    folds: folds.map(({ labels }) => {
      const rows = range(labels.length).map((i) => start + i);
      start += rows.length;
      return rows;
    }),
    isKnown: folds.flatMap(({ labels, trained }) => {
      const classes = new Set(trained);
      return Array.from(labels, (label) => classes.has(label));
    }),
  };
}

/** The last part alone. */
export function lastPart(answers: Answers): Answers {
  return { ...answers, parts: answers.parts.slice(-1) };
}

/** Rows that can tell something. */
function knownRows({ isKnown }: Answers, rows = range(isKnown.length)): Int32Array {
  return rows.filter((row) => isKnown[row]);
}

/** @returns Undefined where the answers tell nothing. */
export function stackOf(answers: Answers, rows?: Int32Array): Stack | undefined {
  const { labels, parts } = answers;
  const known = knownRows(answers, rows);
  if (known.length === 0) return undefined;
  const numClasses = parts[0]!.length / labels.length;
  const ofKnown = parts.map((logits) => pickRows(logits, known, numClasses));
  return fitStack(ofKnown, pickRows(labels, known, 1), numClasses);
}

/** How well logits fit where the parts know the class, with the stack that fits them best; 0 where nothing can be told. */
export function stackedLoss(answers: Answers): number {
  const known = knownRows(answers);
  const stack = stackOf(answers);
  if (!stack) return 0;
  const numClasses = stack.bias.length;
  const logits = stackLogits(
    answers.parts.map((part) => pickRows(part, known, numClasses)),
    stack,
  );
  const labels = pickRows(answers.labels, known, 1);
  return evaluatePrediction(predictionFromLogits(logits, numClasses), labels, numClasses).loss;
}

/** What a stack says, each fold with the one that the other folds tell; without one, what the only part says. */
export function heldOutLogits(answers: Answers, whole: Stack | undefined): HeldOutLogits {
  const { labels, parts, folds } = answers;
  if (!whole) return { logits: parts[0]!, labels, rows: knownRows(answers) };
  const numClasses = whole.bias.length;
  const logits = new Float32Array(labels.length * numClasses);
  for (const rows of folds) {
    if (rows.length === 0) continue;
    const others = Int32Array.from(folds.filter((other) => other !== rows).flatMap((other) => [...other]));
    const ofRows = parts.map((part) => pickRows(part, rows, numClasses));
    logits.set(stackLogits(ofRows, stackOf(answers, others) ?? whole), rows[0]! * numClasses);
  }
  return { logits, labels, rows: knownRows(answers) };
}

export function measureHeldOut({ logits, labels }: HeldOutLogits): TestResult {
  const numClasses = logits.length / labels.length;
  const prediction = predictionFromLogits(logits, numClasses);
  return { prediction, evaluation: evaluatePrediction(prediction, labels, numClasses) };
}

/** @param values - Row-major, `size` a row. */
function pickRows<A extends Float32Array | Int32Array>(values: A, rows: Int32Array, size: number): A {
  const picked = new (values.constructor as new (length: number) => A)(rows.length * size);
  rows.forEach((row, i) => {
    picked.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return picked;
}
