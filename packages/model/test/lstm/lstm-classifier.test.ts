import { adamW, disposeGradient, softmaxCrossEntropy, valueAndGradients } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { createClassifier, type Pooling } from "../../src/index.ts";
import { BATCH, SMALL } from "../_small.ts";

beforeAll(() => tf.setBackend("cpu"));

describe.each(["last", "mean", "max"] as Pooling[])("pooling %s", (pooling) => {
  test.each([true, false])("other texts of a batch do not change the logits (bidirectional: %s)", (bidirectional) => {
    const classifier = createClassifier({ ...SMALL, pooling, bidirectional, numLayers: 2 }, 1);
    const batch = { tokenIds: Int32Array.of(2, 3, 4, 5, 6, 7), offsets: Int32Array.of(0, 2, 6) };

    const together = classifier.forward(batch).dataSync();
    const alone = classifier.forward({ tokenIds: Int32Array.of(2, 3), offsets: Int32Array.of(0, 2) }).dataSync();

    expect([...together.slice(0, 3)]).toEqual([...alone]);
    classifier.dispose();
  });

  test("fits one batch", () => {
    const classifier = createClassifier({ ...SMALL, pooling, embeddingDropoutRate: 0, dropoutRate: 0 }, 2);
    const labels = Int32Array.of(0, 1, 2);
    const slots = classifier.params.map((param) => ({
      m: tf.variable(tf.zerosLike(param)),
      v: tf.variable(tf.zerosLike(param)),
    }));
    const hyper = { learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, gradientScale: 1 };
    let loss = Number.POSITIVE_INFINITY;
    for (let step = 1; step <= 80; step++) {
      const { value, gradients } = valueAndGradients(
        () => softmaxCrossEntropy(classifier.forward(BATCH), labels),
        classifier.params,
      );
      gradients.forEach((gradient, i) => {
        adamW(classifier.params[i]!, gradient, slots[i]!, { ...hyper, step });
        disposeGradient(gradient);
      });
      loss = value.dataSync()[0]!;
      value.dispose();
    }
    classifier.dispose();

    expect(loss).toBeLessThan(0.01);
  });
});

test("a seed gives one set of weights and one set of dropout masks", () => {
  const [a, b, c] = [1, 1, 2].map((seed) => createClassifier(SMALL, seed).forward(BATCH, 7).dataSync());

  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});

test("dropout acts in training only", () => {
  const classifier = createClassifier(SMALL, 1);

  expect(classifier.forward(BATCH, 1).dataSync()).not.toEqual(classifier.forward(BATCH, 2).dataSync());
  expect(classifier.forward(BATCH).dataSync()).toEqual(classifier.forward(BATCH).dataSync());
});

test.each(["embeddingDropoutRate", "dropoutRate", "poolingDropoutRate"] as const)(
  "%s alone drops something",
  (name) => {
    const none = { embeddingDropoutRate: 0, dropoutRate: 0, poolingDropoutRate: 0 };
    const classifier = createClassifier({ ...SMALL, ...none, headSizes: [], numLayers: 2, [name]: 0.5 }, 1);

    expect(classifier.forward(BATCH, 1).dataSync()).not.toEqual(classifier.forward(BATCH).dataSync());
  },
);

test("leaves no tensor behind", () => {
  const before = tf.memory().numTensors;
  const classifier = createClassifier(SMALL, 1);
  classifier.forward(BATCH, 3).dispose();
  classifier.dispose();

  expect(tf.memory().numTensors).toBe(before);
});

test("names the setting that is out of range", () => {
  expect(() => createClassifier({ ...SMALL, hiddenSize: 0 }, 1)).toThrow(
    "hiddenSize: expected integer 1..4096, found 0",
  );
});
