import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { histogramOf, weightHistograms } from "../../src/index.ts";
import "@tensorflow/tfjs-backend-cpu";

test("counts every value once, the largest in the last bin", () => {
  const { counts, ...moments } = histogramOf(Float32Array.of(-1, 0.5, 2, 2));

  expect(moments).toEqual({ min: -1, max: 2, sum: 3.5, sumSquares: 9.25 });
  expect(counts).toHaveLength(30);
  expect([counts[0], counts[15], counts[29]]).toEqual([1, 1, 2]);
});

test("values that are all the same are in one bin", () => {
  expect(histogramOf(new Float32Array(5).fill(3)).counts.filter((count) => count > 0)).toEqual([5]);
});

test("leaves out what is no number", () => {
  expect(histogramOf(Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY))).toMatchObject({
    min: 1,
    max: 1,
    sum: 1,
  });
  expect(histogramOf(Float32Array.of(Number.NaN))).toMatchObject({ min: 0, max: 0, sum: 0 });
});

test("goes by the names of the parameters", async () => {
  const params = ["a", "b"].map((name, i) => tf.variable(tf.fill([2, 3], i), true, name));

  expect(Object.entries(await weightHistograms({ params })).map(([name, { max }]) => [name, max])).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  tf.dispose(params);
});
