// Scores that are means over the examples of how far the predicted label is from the gold one.

import type { LabelSets } from "../label-sets.ts";
import type { Metric } from "./metric.ts";

/** Share of the examples whose label is the gold one, in `[0, 1]`; of sets, all classes of it. NaN without examples. */
export const accuracy: Metric = averaged("accuracy", "max", (gold, label) => (gold === label ? 1 : 0));

/** Share of the classes that are given and not gold, or gold and not given, in `[0, 1]`; with one class a text, 1 minus the accuracy. */
export const hammingLoss: Metric = averaged("hammingLoss", "min", (gold, label, sets) => {
  if (gold === label) return 0;
  if (!sets) return 1;
  const [own, given] = [sets.classesOf(gold), sets.classesOf(label)];
  const shared = own.filter((c) => given.includes(c)).length;
  return (own.length + given.length - 2 * shared) / sets.numClasses;
});

function averaged(
  name: string,
  mode: Metric["mode"],
  score: (gold: number, label: number, sets: LabelSets | undefined) => number,
): Metric {
  return {
    name,
    mode,
    start: (_, sets) => {
      let [sum, total] = [0, 0];
      return {
        add({ labels }, gold) {
          for (let i = 0; i < gold.length; i++) sum += score(gold[i]!, labels[i]!, sets);
          total += gold.length;
        },
        value: () => sum / total,
        save: () => [sum, total],
        restore: (saved) => {
          [sum, total] = saved as [number, number];
        },
      };
    },
  };
}
