import { expect, test } from "vitest";
import { predictionFromLogits } from "../src/index.ts";

test("gives probabilities that sum to one and the most probable label, the first of equals", () => {
  const { probs, labels } = predictionFromLogits([0, 0, Math.log(2), 0], 2);

  expect([...labels]).toEqual([0, 0]);
  expect([...probs].map((prob) => prob.toFixed(6))).toEqual(["0.500000", "0.500000", "0.666667", "0.333333"]);
});

test("does not overflow", () => {
  expect([...predictionFromLogits([1000, -1000], 2).probs]).toEqual([1, 0]);
});
