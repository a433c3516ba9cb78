import { expect, test } from "vitest";
import {
  accuracy,
  accuracyInterval,
  bootstrapInterval,
  macroF1,
  type Prediction,
  pairedBootstrap,
} from "../../src/index.ts";

const N = 400;
const gold = Int32Array.from({ length: N }, (_, i) => i % 2);
/** Wrong at every example whose number the divisor divides. */
const wrongAt = (divisor: number): Prediction => {
  const labels = gold.map((label, i) => (i % divisor === 0 ? 1 - label : label));
  return { labels, probs: Float32Array.from([...labels].flatMap((label) => (label === 0 ? [1, 0] : [0, 1]))) };
};

test("an accuracy's interval is about Wilson's", () => {
  const [low, high] = bootstrapInterval(accuracy, wrongAt(5), gold, 2);
  const [wilsonLow, wilsonHigh] = accuracyInterval(0.8, N);

  expect(low).toBeCloseTo(wilsonLow, 1.5);
  expect(high).toBeCloseTo(wilsonHigh, 1.5);
});

test("the same seed gives the same bounds, another one others", () => {
  const bounds = [1, 1, 2].map((seed) => bootstrapInterval(macroF1, wrongAt(5), gold, 2, { seed, numSamples: 100 }));

  expect(bounds[1]).toEqual(bounds[0]);
  expect(bounds[2]).not.toEqual(bounds[0]);
});

test("a difference on the same examples is known better than the scores", () => {
  // The second is wrong wherever the first is, and at a few examples more.
  const [first, second] = [wrongAt(6), wrongAt(3)];
  const [low, high] = pairedBootstrap(accuracy, first, second, gold, 2);
  const [ofFirst, ofSecond] = [first, second].map((given) => bootstrapInterval(accuracy, given, gold, 2));

  expect(low).toBeGreaterThan(0);
  expect(high - low).toBeLessThan(ofFirst![1] - ofFirst![0] + ofSecond![1] - ofSecond![0]);
  expect((low + high) / 2).toBeCloseTo(1 / 6, 1.5);
});

test("of two that say the same the difference is nothing", () => {
  expect(pairedBootstrap(macroF1, wrongAt(5), wrongAt(5), gold, 2, { numSamples: 20 })).toEqual([0, 0]);
});

test("metrics of labels need no probabilities", () => {
  const [first, second] = [wrongAt(6), wrongAt(3)];
  const [ofFirst, ofSecond] = [first, second].map(({ labels }) => ({ labels, probs: new Float32Array() }));

  expect(pairedBootstrap(macroF1, ofFirst!, ofSecond!, gold, 2, { numSamples: 20 })).toEqual(
    pairedBootstrap(macroF1, first, second, gold, 2, { numSamples: 20 }),
  );
});

test("needs examples and samples", () => {
  const none = { labels: new Int32Array(), probs: new Float32Array() };

  expect(() => bootstrapInterval(accuracy, none, new Int32Array(), 2)).toThrow("expected at least one example");
  expect(() => bootstrapInterval(accuracy, wrongAt(5), gold, 2, { numSamples: 0 })).toThrow("numSamples");
});
