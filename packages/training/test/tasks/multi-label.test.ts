import "@tensorflow/tfjs-backend-cpu";
import { valueAndGradients } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { type MultiLabelOptions, multiLabel } from "../../src/index.ts";

const LOGITS = [2, 0.5, -1, 0.1, 40, 0.3];
const sets = [Int32Array.of(0, 2), Int32Array.of(), Int32Array.of(1)];
// The batch holds examples 4 and 1.
const batch = {
  tokenIds: new Int32Array(),
  offsets: new Int32Array(3),
  labels: Int32Array.of(0, 1),
  rows: Int32Array.of(4, 1),
};
const weights = Float32Array.of(9, 3, 9, 9, 0.5);
const plain = { numClasses: 3, sets };

/** The same in float64 and plain loops. */
function expected(logits: readonly number[], options: MultiLabelOptions): number {
  const { labelSmoothing = 0, focalGamma = 0 } = options;
  const probs = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  const rests = logits.map((logit) => 1 / (1 + Math.exp(logit)));
  return probs.reduce((loss, p, k) => {
    const [i, c] = [Math.floor(k / 3), k % 3];
    const target = (1 - labelSmoothing) * (sets[batch.labels[i]!]!.includes(c) ? 1 : 0) + labelSmoothing / 2;
    const weight = options.weights?.[batch.rows[i]!] ?? 1;
    const [own, other] = [rests[k]! ** focalGamma * Math.log(p), p ** focalGamma * Math.log(rests[k]!)];
    return loss - (weight * (target * own + (1 - target) * other)) / logits.length;
  }, 0);
}

test.each<[string, Partial<MultiLabelOptions>]>([
  ["nothing", {}],
  ["weights", { weights }],
  ["label smoothing", { labelSmoothing: 0.1 }],
  ["focal loss", { focalGamma: 2 }],
  ["all of them", { weights, labelSmoothing: 0.2, focalGamma: 1.5 }],
])("%s: loss and gradient are those of the formula", (_, given) => {
  const options = { ...plain, ...given };
  const params = tf.variable(tf.tensor2d(LOGITS, [2, 3]));
  const { value, gradients } = valueAndGradients(
    () => multiLabel(options).loss(params as unknown as tf.Tensor2D, batch),
    [params],
  );

  expect(value.dataSync()[0]).toBeCloseTo(expected(LOGITS, options), 5);
  (gradients[0] as tf.Tensor).dataSync().forEach((slope, k) => {
    const at = (step: number): number => expected(LOGITS.with(k, LOGITS[k]! + step), options);
    expect(slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 4);
  });
});

test("what is held out is measured without weights and focus", () => {
  const { heldOutLoss } = multiLabel({ ...plain, weights, labelSmoothing: 0.2, focalGamma: 2 });

  expect(heldOutLoss!(tf.tensor2d(LOGITS, [2, 3]), batch).dataSync()[0]).toBeCloseTo(expected(LOGITS, plain), 5);
});
