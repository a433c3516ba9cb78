import { expect, test } from "vitest";
import { foldScores } from "../../src/index.ts";

/** Two classes, sure answers. */
const answers = (...labels: number[]) => ({
  probs: Float32Array.from(labels.flatMap((label) => [1 - label, label])),
  labels: Int32Array.from(labels),
});

test("mean and Student's interval of each fold's score", () => {
  const { accuracy, macroF1 } = foldScores(
    answers(0, 1, 0, 1, 0, 0),
    Int32Array.of(0, 1, 0, 0, 1, 1),
    Int32Array.of(0, 0, 1, 1, 2, 2),
    2,
  );

  // Accuracies 1, 0.5 and 0: standard deviation 0.5, t with 2 degrees of freedom 4.303.
  expect(accuracy!.mean).toBeCloseTo(0.5);
  expect(accuracy!.interval[1]).toBeCloseTo(0.5 + (4.303 * 0.5) / Math.sqrt(3), 6);
  expect(accuracy!.interval[0]).toBeCloseTo(0.5 - (4.303 * 0.5) / Math.sqrt(3), 6);
  expect(macroF1!.mean).toBeGreaterThan(0);
});

test("one fold shows no spread", () => {
  expect(foldScores(answers(0, 1), Int32Array.of(0, 1), Int32Array.of(0, 0), 2)).toEqual({});
});
