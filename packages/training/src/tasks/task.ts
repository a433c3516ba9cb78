// What a model is trained for: the loss, what it compares logits with, and which metrics are reported. To add one: a file
// beside this one.

import type { Metric } from "@newsclf/evaluation";
import type { RaggedTokens } from "@newsclf/kernels";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs-core";

/** @typeParam B - A batch. @typeParam Targets - What is known of its examples, such as class indices `[B]`. */
export interface Task<B extends RaggedTokens, Targets> {
  targets(batch: B): Targets;
  /** Mean over the batch. @param logits - `[B, C]`. */
  loss(logits: Tensor2D, targets: Targets): Scalar;
  /** Reported beside the loss; each can be monitored. */
  readonly metrics: readonly Metric<Targets>[];
}
