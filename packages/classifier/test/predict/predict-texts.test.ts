import { buildNgrams, NgramClassifier } from "@newsclf/model";
import { expect, test } from "vitest";
import { predictTexts } from "../../src/predict/predict-texts.ts";

test("texts with more logits than fit at once are answered in blocks", async () => {
  const numClasses = 2 ** 21;
  const texts = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? "goal" : "bank"));
  const { features } = buildNgrams(["goal", "goal", "bank", "bank"], { maxFeatures: 2 });
  const weights = new Float32Array(features.size * numClasses);
  const bias = new Float32Array(numClasses);
  bias[numClasses - 1] = 1;
  const classifier = new NgramClassifier(features, weights, bias);
  const classNames = new Array<string>(numClasses).fill("name");
  const told: number[][] = [];
  const tokens = { tokenIds: new Int32Array(), offsets: new Int32Array(), labels: new Int32Array() };
  const whole = await predictTexts({ classNames, ngrams: classifier }, texts, tokens, {
    onBatch: (...args) => told.push(args),
  });

  expect([...whole.labels]).toEqual(texts.map(() => numClasses - 1));
  expect(whole.probs.length).toBe(12 * numClasses);
  expect(whole.probs.at(-1)).toBeCloseTo(Math.E / (numClasses - 1 + Math.E), 9);
  expect(told).toEqual([
    [8, 12],
    [12, 12],
  ]);
});
