// Whether sets of classes that were predicted have to do with the gold ones. n = examples.

import type { LabelSets } from "../label-sets.ts";
import { uniform } from "./uniform.ts";

const NUM_PERMUTATIONS = 999;
/** More add power that no answer needs. */
const MAX_EXAMPLES = 5000;

/**
 * How likely it is that so many classes are rightly given if predictions belong to other examples than their own: the share of
 * 999 shuffles that reach it (counted as Phipson and Smyth 2010, so that it is never 0). How many classes are given at all does
 * not matter: with every shuffle the micro F1 rises and falls with those that are right.
 *
 * @param labels - `[n]`, numbers of predicted sets; of more than 5,000 the first.
 * @param gold - `[n]`, numbers of sets.
 * @returns In `[0.001, 1]`.
 */
export function permutationPValue(labels: Int32Array, gold: Int32Array, sets: LabelSets): number {
  const shuffled = labels.slice(0, MAX_EXAMPLES);
  const classes = sets.toList();
  const right = (): number =>
    shuffled.reduce((sum, label, i) => sum + countShared(classes[label]!, classes[gold[i]!]!), 0);
  const observed = right();
  const random = uniform(1);
  let reached = 0;
  for (let k = 0; k < NUM_PERMUTATIONS; k++) {
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    if (right() >= observed) reached++;
  }
  return (1 + reached) / (1 + NUM_PERMUTATIONS);
}

/** How many numbers both have. @param a - Ascending, as b. */
function countShared(a: Int32Array, b: Int32Array): number {
  let [i, k, shared] = [0, 0, 0];
  while (i < a.length && k < b.length) {
    const difference = a[i]! - b[k]!;
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) k++;
  }
  return shared;
}
