// A result as plain JSON data.

import { type Evaluation, pairedTest } from "@newsclf/evaluation";
import type { TrainedRun } from "./train.ts";

/** The content of evaluation.json. */
export function resultToJson({
  test,
  withoutLstm,
  outOfFold,
  baseline,
  classifier,
  training,
  data,
  learningRateSearch,
}: TrainedRun): object {
  const compared = (
    first: { readonly prediction: { readonly labels: Int32Array } },
    second: typeof first,
    gold: Int32Array,
  ): object => pairedTest(first.prediction, second.prediction, gold);
  return {
    test: test.evaluation,
    ...(withoutLstm && {
      withoutLstm: { ...brief(withoutLstm.evaluation), lstmGain: compared(test, withoutLstm, data.tokens.test.labels) },
    }),
    ...(outOfFold && {
      outOfFold: {
        ...brief(outOfFold.evaluation),
        ...(outOfFold.withoutLstm && {
          withoutLstm: brief(outOfFold.withoutLstm.evaluation),
          lstmGain: compared(outOfFold, outOfFold.withoutLstm, outOfFold.labels),
        }),
      },
    }),
    baseline: brief(baseline),
    labels: classifier.classNames,
    bestEpoch: training.bestEpoch,
    stoppedBy: training.stoppedBy,
    ...(learningRateSearch && { learningRateSearch }),
    ...(training.missing.length > 0 && { missing: training.missing }),
  };
}

function brief({ examples, accuracy, accuracyInterval, macroF1, loss }: Evaluation): object {
  return { examples, accuracy, accuracyInterval, macroF1, loss };
}
