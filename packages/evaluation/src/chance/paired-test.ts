// Is one classifier better than another on the same examples? n = examples.

import type { Prediction } from "../prediction.ts";
import { binomialPValue } from "./binomial.ts";

/** How two classifiers differ. */
export interface PairedTest {
  /** Examples that only the first answers rightly. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Accuracy of the first minus that of the second. */
  readonly difference: number;
  /** Bounds of its 95 % interval: normal approximation of a difference of paired proportions (Newcombe 1998, method 1). */
  readonly interval: readonly [number, number];
  /** Exact McNemar test, two-sided: how likely a difference at least this large is if neither is better. */
  readonly pValue: number;
}

/**
 * Compares two classifiers.
 *
 * @param gold - `[n]`, class indices.
 * @throws RangeError for no examples, or lists of different lengths.
 */
export function pairedTest(
  first: Pick<Prediction, "labels">,
  second: Pick<Prediction, "labels">,
  gold: Int32Array,
): PairedTest {
  const n = gold.length;
  if (n === 0 || first.labels.length !== n || second.labels.length !== n) {
    const sizes = `${first.labels.length}, ${second.labels.length} and ${n}`;
    throw new RangeError(`pairedTest: expected as many answers of both as labels, at least one, got ${sizes}`);
  }
  let [onlyFirst, onlySecond] = [0, 0];
  gold.forEach((label, i) => {
    const [isFirst, isSecond] = [first.labels[i] === label, second.labels[i] === label];
    if (isFirst && !isSecond) onlyFirst++;
    if (isSecond && !isFirst) onlySecond++;
  });
  const differing = onlyFirst + onlySecond;
  const difference = (onlyFirst - onlySecond) / n;
  const half = 1.959963984540054 * Math.sqrt(Math.max(0, differing / n - difference ** 2) / n);
  return {
    ...{
      onlyFirst,
      onlySecond,
      difference,
      interval: [Math.max(-1, difference - half), Math.min(1, difference + half)],
    },
    pValue: Math.min(1, 2 * binomialPValue(Math.max(onlyFirst, onlySecond), differing, 0.5)),
  };
}
