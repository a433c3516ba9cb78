// A result as plain JSON data.

import { calibrationError, type Evaluation, measure, pairedTest } from "@newsclf/evaluation";
import type { TrainedRun } from "./train.ts";

/** The content of evaluation.json. */
export function resultToJson({
  test,
  withoutLstm,
  outOfFold,
  calibration,
  abstention,
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
  const errorOf = ({ prediction }: Pick<typeof test, "prediction">): number =>
    measure(calibrationError, prediction, data.tokens.test.labels, classifier.classNames.length, data.rows.sets);
  return {
    test: { ...test.evaluation, calibrationError: errorOf(test) },
    ...(calibration && {
      calibration: {
        ...{ method: calibration.method, scales: calibration.scales, bias: calibration.bias },
        before: { ...brief(calibration.before.evaluation), calibrationError: errorOf(calibration.before) },
      },
    }),
    ...(abstention && { abstention }),
    ...(withoutLstm && {
      withoutLstm: { ...brief(withoutLstm.evaluation), lstmGain: compared(test, withoutLstm, data.tokens.test.labels) },
    }),
    ...(outOfFold && {
      outOfFold: {
        ...brief(outOfFold.evaluation),
        folds: outOfFold.scores,
        ...(outOfFold.withoutLstm && {
          withoutLstm: brief(outOfFold.withoutLstm.evaluation),
          lstmGain: compared(outOfFold, outOfFold.withoutLstm, outOfFold.labels),
        }),
      },
    }),
    baseline: brief(baseline),
    labels: classifier.classNames,
    ...(classifier.model.thresholds && { thresholds: classifier.model.thresholds }),
    bestEpoch: training.bestEpoch,
    stoppedBy: training.stoppedBy,
    ...(learningRateSearch && { learningRateSearch }),
    ...(training.missing.length > 0 && { missing: training.missing }),
  };
}

function brief({ examples, accuracy, accuracyInterval, macroF1, microF1, hammingLoss, loss }: Evaluation): object {
  return { examples, accuracy, accuracyInterval, macroF1, microF1, hammingLoss, loss };
}
