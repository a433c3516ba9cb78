import { adamW, disposeGradient, softmaxCrossEntropy, valueAndGradients } from "@newsclf/kernels";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { createClassifier, type LstmClassifier, type Pooling } from "../../src/index.ts";
import { BATCH, SMALL } from "../_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const valuesOf = ({ params }: LstmClassifier): Float32Array[] =>
  params.map((param) => param.dataSync() as Float32Array);

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

test("rescaled logits are scales times what they were, plus bias, class by class", () => {
  const classifier = createClassifier({ ...SMALL, initializer: "pytorch" }, 1);
  const before = classifier.forward(BATCH).dataSync();
  classifier.rescale([3, 1, 2], [10, 20, -30]);

  classifier
    .forward(BATCH)
    .dataSync()
    .forEach((logit, i) => {
      expect(logit).toBeCloseTo([3, 1, 2][i % 3]! * before[i]! + [10, 20, -30][i % 3]!, 4);
    });
});

test("rescaling changes the last layer alone", () => {
  const classifier = createClassifier(SMALL, 1);
  classifier.rescale([3, 3, 3], [10, 20, -30]);
  const fresh = createClassifier(SMALL, 1);

  expect(valuesOf(classifier).slice(0, -2)).toEqual(valuesOf(fresh).slice(0, -2));
  expect(valuesOf(classifier).at(-1)).toEqual(Float32Array.of(10, 20, -30));
});

test("rescaling leaves no tensor behind", () => {
  const classifier = createClassifier(SMALL, 1);
  const before = tf.memory().numTensors;
  classifier.rescale([3, 3, 3], [10, 20, -30]);

  expect(tf.memory().numTensors).toBe(before);
});

describe("with vectors", () => {
  const config = { ...SMALL, vocabSize: 5, embeddingSize: 2 };
  // Padding, unknown, and three words, the second of them without a vector.
  const vectors = Float32Array.of(9, 9, 9, 9, 1, 2, 0, 0, 0, -3);
  const embeddingOf = (...options: [vectors?: Float32Array]): Float32Array =>
    valuesOf(createClassifier(config, 1, ...options))[0]!;

  test("a word starts with its vector", () => {
    const embedding = embeddingOf(vectors);

    expect([...embedding.slice(4, 6)]).toEqual([1, 2]);
    expect([...embedding.slice(8)]).toEqual([0, -3]);
  });

  test("a row of zeros starts as it does without", () => {
    expect(embeddingOf(vectors).slice(6, 8)).toEqual(embeddingOf().slice(6, 8));
  });

  test("padding and unknown start as they do without", () => {
    expect(embeddingOf(vectors).slice(0, 4)).toEqual(embeddingOf().slice(0, 4));
  });

  test("other weights start as they do without", () => {
    expect(valuesOf(createClassifier(config, 1, vectors)).slice(1)).toEqual(
      valuesOf(createClassifier(config, 1)).slice(1),
    );
  });

  test("the vectors stay as they are", () => {
    const copy = vectors.slice();
    createClassifier(config, 1, copy);

    expect(copy).toEqual(vectors);
  });

  test.each([0, 9, 11])("refuses %d numbers for 5 rows of 2", (length) => {
    expect(() => createClassifier(config, 1, new Float32Array(length))).toThrow(
      new RangeError(`createClassifier: expected vectors of 10 numbers, got ${length}`),
    );
  });
});

test("names the setting that is out of range", () => {
  expect(() => createClassifier({ ...SMALL, hiddenSize: 0 }, 1)).toThrow(
    "hiddenSize: expected integer 1..4096, found 0",
  );
});
