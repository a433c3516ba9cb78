// What `evaluate` says of a model, or of predictions.

import type { ClassifierEvaluation } from "@newsclf/classifier/node";
import type { Evaluation, LabelEvaluation } from "@newsclf/evaluation";

/** What is measured, and on which classes. */
export interface Measured {
  readonly evaluation: LabelEvaluation & Partial<Pick<Evaluation, "loss">>;
  /** All others, by name, where there are probabilities. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** Where unsure answers are kept back. */
  readonly answered?: ClassifierEvaluation["answered"];
  readonly classNames: readonly string[];
}
