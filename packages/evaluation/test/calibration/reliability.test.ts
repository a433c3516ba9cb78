import { describe, expect, test } from "vitest";
import { METRICS, measure, type Prediction, reliabilityBins } from "../../src/index.ts";

/** Two classes; the first is predicted with these confidences. */
function predict(confidences: readonly number[]): Prediction {
  return {
    probs: Float32Array.from(confidences.flatMap((confidence) => [confidence, 1 - confidence])),
    labels: new Int32Array(confidences.length),
  };
}

describe("reliabilityBins", () => {
  test("has 15 bins from 0 to 1, and puts each example into that of its confidence", () => {
    const bins = reliabilityBins(predict([0.625, 0.65, 0.75, 1]), Int32Array.of(0, 1, 0, 0), 2);

    expect(bins.map(({ examples }) => examples)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 1]);
    expect(bins[9]).toEqual({
      ...{ from: 9 / 15, to: 10 / 15, examples: 2, accuracy: 0.5 },
      confidence: expect.closeTo(0.6375, 6),
    });
    expect(bins.at(-1)).toEqual({ from: 14 / 15, to: 1, examples: 1, confidence: 1, accuracy: 1 });
  });

  test("tells nothing of a bin without examples", () => {
    expect(reliabilityBins(predict([1]), Int32Array.of(0), 2)[0]).toMatchObject({
      ...{ examples: 0, confidence: Number.NaN, accuracy: Number.NaN },
    });
  });

  test("adds up to the calibration error", () => {
    const confidences = Array.from({ length: 200 }, (_, i) => 0.5 + i / 400);
    const gold = Int32Array.from(confidences, (_, i) => (i % 3 === 0 ? 1 : 0));
    const gaps = reliabilityBins(predict(confidences), gold, 2)
      .filter(({ examples }) => examples > 0)
      .map(({ examples, confidence, accuracy }) => (examples / 200) * Math.abs(confidence - accuracy));
    const metric = METRICS.find(({ name }) => name === "calibrationError")!;

    expect(gaps.reduce((sum, gap) => sum + gap)).toBeCloseTo(measure(metric, predict(confidences), gold, 2), 12);
  });
});
