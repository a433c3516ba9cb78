import { expect, test } from "vitest";
import { balancedClassWeights, pickGold } from "../src/index.ts";

test("balanced weights are scikit-learn's, and 1 for a class that does not occur", () => {
  // compute_class_weight("balanced", classes=[0, 1], y=[0, 0, 0, 1])
  expect([...balancedClassWeights(Int32Array.of(0, 0, 0, 1), 3)]).toEqual([Math.fround(2 / 3), 2, 1]);
});

test("picks labels, weights and shares together", () => {
  const gold = {
    labels: Int32Array.of(0, 1, 1),
    weights: Float32Array.of(1, 2, 3),
    shares: Float32Array.of(1, 0, 0.25, 0.75, 0, 1),
  };

  expect(pickGold(gold, Int32Array.of(2, 1))).toEqual({
    labels: Int32Array.of(1, 1),
    weights: Float32Array.of(3, 2),
    shares: Float32Array.of(0, 1, 0.25, 0.75),
  });
  expect(pickGold({ labels: gold.labels }, Int32Array.of(1))).toEqual({ labels: Int32Array.of(1) });
});
