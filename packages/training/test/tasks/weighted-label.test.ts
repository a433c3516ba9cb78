import "@tensorflow/tfjs-backend-cpu";
import { valueAndGradients } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { singleLabel, type WeightedLabelOptions, weightedLabel } from "../../src/index.ts";

const LOGITS = [2, 0.5, -1, 0.1, 0.2, 0.3];
// The batch holds examples 4 and 1.
const batch = {
  tokenIds: new Int32Array(),
  offsets: new Int32Array(3),
  labels: Int32Array.of(0, 2),
  rows: Int32Array.of(4, 1),
};
const weights = Float32Array.of(9, 3, 9, 9, 0.5);
const shares = Float32Array.of(9, 9, 9, 0.2, 0, 0.8, 9, 9, 9, 9, 9, 9, 0.7, 0.3, 0);

/** The same in float64 and plain loops. */
function expected(logits: readonly number[], options: WeightedLabelOptions): number {
  const { labelSmoothing = 0, focalGamma = 0 } = options;
  let loss = 0;
  [0, 1].forEach((i) => {
    const row = logits.slice(3 * i, 3 * i + 3);
    const total = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
    row.forEach((logit, c) => {
      const share = options.shares?.[3 * batch.rows[i]! + c] ?? (batch.labels[i] === c ? 1 : 0);
      const target = (1 - labelSmoothing) * share + labelSmoothing / 3;
      const weight = options.weights?.[batch.rows[i]!] ?? 1;
      loss -= (weight * target * (1 - Math.exp(logit - total)) ** focalGamma * (logit - total)) / 2;
    });
  });
  return loss;
}

test.each<[string, WeightedLabelOptions]>([
  ["weights", { weights }],
  ["shares", { shares }],
  ["label smoothing", { labelSmoothing: 0.1 }],
  ["focal loss", { focalGamma: 2 }],
  ["all of them", { weights, shares, labelSmoothing: 0.2, focalGamma: 1.5 }],
])("%s: loss and gradient are those of the formula", (_, options) => {
  const params = tf.variable(tf.tensor2d(LOGITS, [2, 3]));
  const { value, gradients } = valueAndGradients(
    () => weightedLabel(options).loss(params as unknown as tf.Tensor2D, batch),
    [params],
  );

  expect(value.dataSync()[0]).toBeCloseTo(expected(LOGITS, options), 5);
  (gradients[0] as tf.Tensor).dataSync().forEach((slope, k) => {
    const at = (step: number): number => expected(LOGITS.with(k, LOGITS[k]! + step), options);
    expect(slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 4);
  });
});

test("without options it is the mean cross-entropy", () => {
  const logits = tf.tensor2d(LOGITS, [2, 3]);

  expect(weightedLabel({}).loss(logits, batch).dataSync()[0]).toBeCloseTo(
    singleLabel.loss(logits, batch).dataSync()[0]!,
    6,
  );
});

test("what is held out is measured by its labels alone", () => {
  const logits = tf.tensor2d(LOGITS, [2, 3]);
  const { heldOutLoss } = weightedLabel({ weights, shares, labelSmoothing: 0.2, focalGamma: 2 });

  expect(heldOutLoss!(logits, batch).dataSync()).toEqual(singleLabel.loss(logits, batch).dataSync());
});
