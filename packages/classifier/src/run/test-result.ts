// What was said of texts, and how good it is.

import type { Evaluation, Prediction } from "@newsclf/evaluation";

export interface TestResult {
  readonly prediction: Prediction;
  readonly evaluation: Evaluation;
}
