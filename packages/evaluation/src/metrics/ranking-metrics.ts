// How well probabilities order the examples, a class against the rest; the mean over the classes. They need all examples at once,
// and keep their probabilities. n = examples, C = classes.

import type { Metric } from "./metric.ts";

/** Examples of equal probability. */
interface Tie {
  readonly positive: number;
  readonly negative: number;
}

/** Area under the ROC curve, in `[0, 1]`; over the classes that some examples have and others have not. */
export const rocAuc: Metric = ranked("rocAuc", (ties, numPositive, numNegative) => {
  if (numPositive === 0 || numNegative === 0) return undefined;
  let [area, above] = [0, 0];
  for (const { positive, negative } of ties) {
    area += negative * (above + positive / 2);
    above += positive;
  }
  return area / (numPositive * numNegative);
});

/** Precision at each gold example's rank, averaged, in `[0, 1]`; over the classes that some examples have. */
export const averagePrecision: Metric = ranked("averagePrecision", (ties, numPositive) => {
  if (numPositive === 0) return undefined;
  let [area, found, seen] = [0, 0, 0];
  for (const { positive, negative } of ties) {
    found += positive;
    seen += positive + negative;
    area += (positive / numPositive) * (found / seen);
  }
  return area;
});

/** @param score - Of one class, from the most probable examples to the least; undefined where there is none. */
function ranked(
  name: string,
  score: (ties: readonly Tie[], numPositive: number, numNegative: number) => number | undefined,
): Metric {
  return {
    name,
    mode: "max",
    keepsExamples: true,
    start: (numClasses, sets) => {
      const has = (gold: number, label: number): boolean => sets?.classesOf(gold).includes(label) ?? gold === label;
      let parts: { probs: Float32Array; gold: Int32Array }[] = [];
      const scoreOf = (label: number): number | undefined => {
        const examples = parts.flatMap(({ probs, gold }) =>
          Array.from(gold, (own, i) => ({ prob: probs[i * numClasses + label]!, isPositive: has(own, label) })),
        );
        const numPositive = examples.filter(({ isPositive }) => isPositive).length;
        return score(tiesOf(examples), numPositive, examples.length - numPositive);
      };
      return {
        add: ({ probs }, gold) => {
          parts.push({ probs: probs.slice(), gold: gold.slice() });
        },
        value: () => {
          const values = Array.from({ length: numClasses }, (_, label) => scoreOf(label)).filter(
            (value) => value !== undefined,
          );
          return values.reduce((sum, value) => sum + value, 0) / values.length;
        },
        save: () => parts.map(({ probs, gold }) => ({ probs: [...probs], gold: [...gold] })),
        restore: (saved) => {
          parts = (saved as { probs: number[]; gold: number[] }[]).map(({ probs, gold }) => ({
            probs: Float32Array.from(probs),
            gold: Int32Array.from(gold),
          }));
        },
      };
    },
  };
}

function tiesOf(examples: { readonly prob: number; readonly isPositive: boolean }[]): Tie[] {
  const ties: { prob: number; positive: number; negative: number }[] = [];
  for (const { prob, isPositive } of examples.sort((a, b) => b.prob - a.prob)) {
    if (ties.at(-1)?.prob !== prob) ties.push({ prob, positive: 0, negative: 0 });
    const tie = ties.at(-1)!;
    if (isPositive) tie.positive++;
    else tie.negative++;
  }
  return ties;
}
