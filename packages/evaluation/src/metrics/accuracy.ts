// The share of right answers.

import type { Metric } from "./metric.ts";

/** Share of the examples whose most probable class is the gold one, in `[0, 1]`; NaN without examples. */
export const accuracy: Metric = {
  name: "accuracy",
  mode: "max",
  start: () => {
    let [right, total] = [0, 0];
    return {
      add({ labels }, gold) {
        for (let i = 0; i < gold.length; i++) if (labels[i] === gold[i]) right++;
        total += gold.length;
      },
      value: () => right / total,
      save: () => [right, total],
      restore: (saved) => {
        [right, total] = saved as [number, number];
      },
    };
  },
};
