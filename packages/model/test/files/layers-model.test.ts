// Stock TensorFlow.js as the judge of model.json and weights.bin.

import * as tf from "@tensorflow/tfjs-core";
import { type LayersModel, loadLayersModel } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, test } from "vitest";
import { layersModelJson } from "../../src/files/layers-model.ts";
import {
  type ClassifierConfig,
  createClassifier,
  decodeModel,
  encodeModel,
  type LstmClassifier,
  type NgramClassifier,
  type TrainedModel,
  type WeightFormat,
} from "../../src/index.ts";
import { lstmLayersModel } from "../../src/lstm/lstm-part.ts";
import { BATCH, createLstm, createNgrams, SMALL, TEXTS } from "../_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const classNames = ["a", "b", "c"];
const tokenIds = (): tf.Tensor => tf.tensor2d(BATCH.tokenIds, [3, 4], "int32");

const stockModel = async (
  parts: Omit<TrainedModel, "classNames">,
  weights: WeightFormat = "float32",
): Promise<LayersModel> => {
  const files = await encodeModel({ classNames, ...parts }, { weights });
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files.get("model.json")));
  const weightData = files.get("weights.bin")!.slice().buffer;
  return loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
};

const lstmOf = (classifier: LstmClassifier): TrainedModel["lstm"] => ({ ...createLstm(), classifier });

/** `ngram_ids` and `ngram_values`. */
function ngramInputs({ features }: NgramClassifier, texts: readonly string[]): tf.Tensor[] {
  const { columns, values, offsets } = features.rows(texts);
  const numTexts = texts.length;
  const lengths = Array.from({ length: numTexts }, (_, b) => offsets[b + 1]! - offsets[b]! + 1);
  const width = Math.max(...lengths);
  const [ids, counts] = [new Int32Array(numTexts * width), new Float32Array(numTexts * width)];
  for (let b = 0; b < numTexts; b++) {
    ids.set([...columns.subarray(offsets[b], offsets[b + 1]), features.size], b * width);
    counts.set([...values.subarray(offsets[b], offsets[b + 1]), 1], b * width);
  }
  return [tf.tensor2d(ids, [numTexts, width], "int32"), tf.tensor2d(counts, [numTexts, width])];
}

function expectAlike(found: tf.Tensor, logits: tf.Tensor): void {
  const [probs, expected] = [found.dataSync(), tf.softmax(logits).dataSync()];

  expect(probs.length).toBe(9);
  expect(Math.max(...probs.map((prob, i) => Math.abs(prob - expected[i]!)))).toBeLessThan(1e-5);
}

describe.each([
  { pooling: "last", bidirectional: false, numLayers: 2 },
  { pooling: "last", bidirectional: true, numLayers: 2 },
  { pooling: "mean", bidirectional: true, numLayers: 1 },
  { pooling: "max", bidirectional: false, numLayers: 1 },
] as Partial<ClassifierConfig>[])("stock tf.loadLayersModel: %o", (config) => {
  test("gives the same probabilities", async () => {
    const classifier = createClassifier({ ...SMALL, ...config }, 1);
    const stock = await stockModel({ lstm: lstmOf(classifier) });

    const probs = (stock.predict(tokenIds()) as tf.Tensor).dataSync();
    const expected = tf.softmax(classifier.forward(BATCH)).dataSync();

    expect(probs.length).toBe(9);
    probs.forEach((prob, i) => {
      expect(prob).toBeCloseTo(expected[i]!, 6);
    });
  });

  test("gives the same probabilities with n-grams beside it", async () => {
    const [classifier, ngrams] = [createClassifier({ ...SMALL, ...config }, 1), createNgrams()];
    const stock = await stockModel({ lstm: lstmOf(classifier), ngrams });

    const probs = stock.predict([tokenIds(), ...ngramInputs(ngrams, TEXTS)]) as tf.Tensor;

    expectAlike(probs, tf.add(classifier.forward(BATCH), tf.tensor2d(ngrams.logits(TEXTS), [3, 3])));
  });
});

test("stock tf.loadLayersModel gives the same probabilities for n-grams alone", async () => {
  const ngrams = createNgrams();
  const stock = await stockModel({ ngrams });

  const probs = stock.predict(ngramInputs(ngrams, TEXTS)) as tf.Tensor;

  expectAlike(probs, tf.tensor2d(ngrams.logits(TEXTS), [3, 3]));
});

test("a text without n-grams has the probabilities of the bias in a stock model", async () => {
  const ngrams = createNgrams();
  const stock = await stockModel({ ngrams });
  const inputs = [tf.tensor2d([[ngrams.features.size, 0]], [1, 2], "int32"), tf.tensor2d([[1, 0]])];

  const probs = (stock.predict(inputs) as tf.Tensor).dataSync();

  tf.softmax(tf.tensor1d(ngrams.bias))
    .dataSync()
    .forEach((expected, i) => {
      expect(probs[i]).toBeCloseTo(expected, 6);
    });
});

test.each([
  ["an LSTM", { lstm: createLstm() }],
  ["both parts", { lstm: createLstm(), ngrams: createNgrams() }],
] as [string, Omit<TrainedModel, "classNames">][])("a stock model gives each class by itself: %s", async (_, parts) => {
  const stock = await stockModel({ ...parts, thresholds: [0.5, 0.2, 0.7] });
  const inputs = [tokenIds(), ...(parts.ngrams ? ngramInputs(parts.ngrams, TEXTS) : [])];
  const ofLstm = parts.lstm!.classifier.forward(BATCH);
  const logits = parts.ngrams ? tf.add(ofLstm, tf.tensor2d(parts.ngrams.logits(TEXTS), [3, 3])) : ofLstm;

  const probs = (stock.predict(inputs) as tf.Tensor).dataSync();

  tf.sigmoid(logits)
    .dataSync()
    .forEach((expected, i) => {
      expect(probs[i]).toBeCloseTo(expected, 5);
    });
});

test.each(["float16", "int8"] as const)("a stock model reads %s as newsclf does", async (weights) => {
  // A thousand numbers in the embedding and in the recurrent kernel.
  const config = { ...SMALL, embeddingSize: 300, hiddenSize: 16 };
  const model = { classNames, lstm: lstmOf(createClassifier(config, 1)) };
  const files = await encodeModel(model, { weights });
  const copy = await decodeModel(async (name) => files.get(name));
  const stock = await stockModel(model, weights);

  const probs = (stock.predict(tokenIds()) as tf.Tensor).dataSync();
  const expected = tf.softmax(copy.lstm!.classifier.forward(BATCH)).dataSync();
  const exact = tf.softmax(model.lstm!.classifier.forward(BATCH)).dataSync();

  probs.forEach((prob, i) => {
    expect(prob).toBeCloseTo(expected[i]!, 5);
    expect(prob).toBeCloseTo(exact[i]!, 2);
  });
  expect(expected).not.toEqual(exact);
});

test("the LSTM alone is a Sequential", async () => {
  expect((await stockModel({ lstm: createLstm() })).getClassName()).toBe("Sequential");
});

test("n-grams alone have two inputs", async () => {
  expect((await stockModel({ ngrams: createNgrams() })).inputNames).toEqual(["ngram_ids", "ngram_values"]);
});

test("token ids come before n-grams", async () => {
  const stock = await stockModel({ lstm: createLstm(), ngrams: createNgrams() });

  expect(stock.inputNames).toEqual(["token_ids", "ngram_ids", "ngram_values"]);
});

test("stock tf.loadLayersModel ignores padding where it pools the last state", async () => {
  const classifier = createClassifier({ ...SMALL, pooling: "last", bidirectional: false }, 1);
  const stock = await stockModel({ lstm: lstmOf(classifier) });

  const probs = (stock.predict(tf.tensor2d([[2, 3, 0, 0]], [1, 4], "int32")) as tf.Tensor).dataSync();
  const expected = tf
    .softmax(classifier.forward({ tokenIds: Int32Array.of(2, 3), offsets: Int32Array.of(0, 2) }))
    .dataSync();

  expect(Math.max(...probs.map((prob, i) => Math.abs(prob - expected[i]!)))).toBeLessThan(1e-6);
});

test("stock tf.loadLayersModel ignores padding beside n-grams too", async () => {
  const classifier = createClassifier({ ...SMALL, pooling: "last", bidirectional: false }, 1);
  const ngrams = createNgrams();
  const stock = await stockModel({ lstm: lstmOf(classifier), ngrams });
  const idsOf = (...ids: number[]): tf.Tensor => tf.tensor2d(ids, [1, ids.length], "int32");
  const inputs = ngramInputs(ngrams, ["gato"]);

  const padded = (stock.predict([idsOf(2, 3, 0, 0), ...inputs]) as tf.Tensor).dataSync();
  const expected = (stock.predict([idsOf(2, 3), ...inputs]) as tf.Tensor).dataSync();

  expect(Math.max(...padded.map((prob, i) => Math.abs(prob - expected[i]!)))).toBeLessThan(1e-6);
});

test.each([
  ["last", false, true],
  ["last", true, false],
  ["max", false, false],
] as const)("pooling %s, padding read %s: the embedding masks padding: %s", (pooling, readPadding, masks) => {
  const json = JSON.stringify(layersModelJson([lstmLayersModel({ ...SMALL, pooling }, readPadding)]));

  expect(json).toContain(`"mask_zero":${masks}`);
});
