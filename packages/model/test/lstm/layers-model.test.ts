// Stock TensorFlow.js as the judge of model.json and weights.bin.

import * as tf from "@tensorflow/tfjs-core";
import { type LayersModel, loadLayersModel } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, test } from "vitest";
import { type ClassifierConfig, createClassifier, type LstmClassifier } from "../../src/index.ts";
import { layersModelJson } from "../../src/lstm/layers-model.ts";
import { encodeLstm } from "../../src/lstm/lstm-files.ts";
import { BATCH, SMALL } from "../_small.ts";

beforeAll(() => tf.setBackend("cpu"));

const stockModel = async (classifier: LstmClassifier): Promise<LayersModel> => {
  const files = new Map(await encodeLstm(classifier, false));
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files.get("model.json")));
  const weightData = files.get("weights.bin")!.slice().buffer;
  return loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
};

describe.each([
  { pooling: "last", bidirectional: false, numLayers: 2 },
  { pooling: "last", bidirectional: true, numLayers: 2 },
  { pooling: "mean", bidirectional: true, numLayers: 1 },
  { pooling: "max", bidirectional: false, numLayers: 1 },
] as Partial<ClassifierConfig>[])("stock tf.loadLayersModel: %o", (config) => {
  test("gives the same probabilities", async () => {
    const classifier = createClassifier({ ...SMALL, ...config }, 1);
    const stock = await stockModel(classifier);

    const probs = (stock.predict(tf.tensor2d(BATCH.tokenIds, [3, 4], "int32")) as tf.Tensor).dataSync();
    const expected = tf.softmax(classifier.forward(BATCH)).dataSync();

    expect(probs.length).toBe(9);
    probs.forEach((prob, i) => {
      expect(prob).toBeCloseTo(expected[i]!, 6);
    });
  });
});

test("stock tf.loadLayersModel ignores padding where it pools the last state", async () => {
  const classifier = createClassifier({ ...SMALL, pooling: "last", bidirectional: false }, 1);
  const stock = await stockModel(classifier);

  const probs = (stock.predict(tf.tensor2d([[2, 3, 0, 0]], [1, 4], "int32")) as tf.Tensor).dataSync();
  const expected = tf
    .softmax(classifier.forward({ tokenIds: Int32Array.of(2, 3), offsets: Int32Array.of(0, 2) }))
    .dataSync();

  expect(Math.max(...probs.map((prob, i) => Math.abs(prob - expected[i]!)))).toBeLessThan(1e-6);
});

test.each([
  ["last", false, true],
  ["last", true, false],
  ["max", false, false],
] as const)("pooling %s, padding read %s: the embedding masks padding: %s", (pooling, readPadding, masks) => {
  const json = JSON.stringify(layersModelJson({ ...SMALL, pooling }, readPadding));

  expect(json).toContain(`"mask_zero":${masks}`);
});
