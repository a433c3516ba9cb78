// A result as plain JSON data.

import { evaluationToJson } from "@newsclf/evaluation";
import type { TrainedRun } from "./train.ts";

/** The content of evaluation.json. */
export function resultToJson({ test, baseline, classifier, training }: TrainedRun): object {
  return {
    test: evaluationToJson(test.evaluation),
    baseline: { accuracy: baseline.accuracy, macroF1: baseline.macroF1 },
    labels: classifier.classNames,
    bestEpoch: training.bestEpoch,
    stoppedBy: training.stoppedBy,
  };
}
