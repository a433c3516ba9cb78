// What a model is trained for: the loss, what it compares logits with, and which metrics are reported. To add one: a file
// beside this one.

import type { LabelSets, Metric } from "@newsclf/evaluation";
import type { RaggedTokens } from "@newsclf/kernels";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs-core";

/** @typeParam B - A batch. @typeParam Targets - What metrics compare predictions with, such as class indices `[B]`. */
export interface Task<B extends RaggedTokens, Targets> {
  targets(batch: B): Targets;
  /** Mean over the batch, of what is trained on. @param logits - `[B, C]`. */
  loss(logits: Tensor2D, batch: B): Scalar;
  /** The same where it is measured and not trained on. Default: `loss`. */
  heldOutLoss?(logits: Tensor2D, batch: B): Scalar;
  /** Reported beside the loss; each can be monitored. */
  readonly metrics: readonly Metric<Targets>[];
  /** Where an example may have several classes: those with a probability of at least a half then count as predicted. */
  readonly sets?: LabelSets | undefined;
}
