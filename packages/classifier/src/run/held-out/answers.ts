// What parts say of rows that they were not trained on, and how much each counts by that. n = rows, C = classes.

import { type Fold, range } from "@newsclf/dataset";
import {
  fitStack,
  type Gold,
  type HeldOutLogits,
  meanGoldLoss,
  pickGold,
  type Stack,
  stackLogits,
} from "@newsclf/training";
import { concat } from "../concat.ts";
import { pickRows, rowsOfOthers } from "./rows.ts";

/** Rows that were held out together, and what was trained on meanwhile. */
export interface HeldOutFold {
  /** `[m]`. */
  readonly gold: Gold;
  /** Labels of the other rows. */
  readonly trained: Int32Array;
}

/** @param gold - Of the training split. */
export function heldOutFolds(folds: readonly Fold[], gold: Gold): HeldOutFold[] {
  return folds.map(({ train, test }) => ({ gold: pickGold(gold, test), trained: pickGold(gold, train).labels }));
}

/** Of all folds, one after another. */
export interface Answers {
  /** `[n]`. */
  readonly gold: Gold;
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
    gold: joinGold(folds.map(({ gold }) => gold)),
    parts,
    folds: folds.map(({ gold }) => {
      const rows = range(gold.labels.length).map((i) => start + i);
      start += rows.length;
      return rows;
    }),
    isKnown: folds.flatMap(({ gold, trained }) => {
      // Of each class a part can say whether it is there.
      if (gold.sets) return Array.from(gold.labels, () => true);
      const classes = new Set(trained);
      return Array.from(gold.labels, (label) => classes.has(label));
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
  const { gold, parts } = answers;
  const known = knownRows(answers, rows);
  if (known.length === 0) return undefined;
  const numClasses = parts[0]!.length / gold.labels.length;
  const ofKnown = parts.map((logits) => pickRows(logits, known, numClasses));
  return fitStack(ofKnown, pickGold(gold, known), numClasses);
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
  return meanGoldLoss(logits, pickGold(answers.gold, known), numClasses);
}

/** What a stack says, each fold with the one that the other folds tell; without one, what the only part says. */
export function heldOutLogits(answers: Answers, whole: Stack | undefined): HeldOutLogits {
  const { gold, parts, folds } = answers;
  if (!whole) return { logits: parts[0]!, gold, rows: knownRows(answers) };
  const numClasses = whole.bias.length;
  const logits = new Float32Array(gold.labels.length * numClasses);
  for (const rows of folds) {
    if (rows.length === 0) continue;
    const others = rowsOfOthers(folds, rows);
    const ofRows = parts.map((part) => pickRows(part, rows, numClasses));
    logits.set(stackLogits(ofRows, stackOf(answers, others) ?? whole), rows[0]! * numClasses);
  }
  return { logits, gold, rows: knownRows(answers) };
}

function joinGold(parts: readonly Gold[]): Gold {
  const join = (name: "weights" | "shares"): Float32Array | undefined =>
    parts.some((part) => part[name]) ? concat(parts.map((part) => part[name]!)) : undefined;
  return {
    labels: Int32Array.from(parts.flatMap(({ labels }) => [...labels])),
    ...{ weights: join("weights"), shares: join("shares"), sets: parts[0]?.sets },
  };
}
