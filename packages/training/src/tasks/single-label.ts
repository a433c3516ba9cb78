// One class a text.

import type { Batch } from "@newsclf/dataset";
import { accuracy } from "@newsclf/evaluation";
import { softmaxCrossEntropy } from "@newsclf/kernels";
import type { Task } from "./task.ts";

/** Each text has one class: cross-entropy of the softmax, in nats. */
export const singleLabel: Task<Batch, Int32Array> = {
  targets: ({ labels }) => labels,
  loss: (logits, { labels }) => softmaxCrossEntropy(logits, labels),
  metrics: [accuracy],
};
