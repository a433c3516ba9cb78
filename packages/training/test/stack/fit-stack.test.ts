import { expect, test } from "vitest";
import { fitStack, type Stack, stackLogits } from "../../src/index.ts";

/** What `fitStack` adds to the loss for each squared bias. */
const BIAS_PENALTY = 1e-3;
/** The share of a class among the labels and one further example that has all classes. */
const smooth = (count: number, n: number, numClasses: number): number => (count + 1 / numClasses) / (n + 1);

// Three classes, uneven; two parts that are right more often than not, about different examples.
const labels = Int32Array.of(0, 0, 0, 0, 1, 1, 2, 2);
const first = Float32Array.of(2, 0, 1, 1, 0, 0, 0, 1, 0, 3, 1, 0, 0, 2, 1, 1, 0, 0, 0, 0, 2, 1, 0, 1);
const second = Float32Array.of(1, 0, 0, 0, 2, 0, 2, 1, 0, 0, 0, 1, 0, 1, 0, 0, 3, 1, 0, 1, 2, 2, 0, 1);

// Two classes; an answer is 1 for one class and 0 for the other.
const answers = (...chosen: number[]): Float32Array => Float32Array.from(chosen.flatMap((c) => [1 - c, c]));
const gold = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
const mostlyRight = answers(0, 0, 0, 1, 1, 1, 1, 0);
const alwaysWrong = answers(1, 1, 1, 1, 0, 0, 0, 0);
// As often right as wrong, whatever `mostlyRight` answers.
const labelsOfTwice = Int32Array.of(...gold, ...gold);
const mostlyRightTwice = Float32Array.of(...mostlyRight, ...mostlyRight);
const useless = answers(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);

test("makes the mean probability of each class its share, up to the penalty", () => {
  const stack = fitStack([first, second], { labels }, 3);

  const probs = probabilities([first, second], stack);
  [4, 2, 2].forEach((count, c) => {
    const mean = probs.reduce((sum, ofRow) => sum + ofRow[c]!, 0) / labels.length;
    expect(mean - smooth(count, 8, 3)).toBeCloseTo(-2 * BIAS_PENALTY * stack.bias[c]!, 6);
  });
});

test("makes the expected logit of each part the logit of the label, on average and up to the penalty", () => {
  const parts = [first, second];
  const stack = fitStack(parts, { labels }, 3);

  // The loss is convex and no scale is 0, so that this and the test above make it the minimum.
  expect(Math.min(...stack.scales)).toBeGreaterThan(0);
  const probs = probabilities(parts, stack);
  for (const part of parts) {
    const expected = probs.flat().reduce((sum, prob, k) => sum + prob * part[k]!, 0);
    const ofLabels = labels.reduce((sum, label, row) => sum + part[row * 3 + label]!, 0);
    const ofAll = part.reduce((sum, logit) => sum + logit, 0) / 3;
    expect(expected).toBeCloseTo((8 * ofLabels + ofAll) / 9, 5);
  }
});

test("of sets, makes the mean probability of each class its share, with a further example that half has it", () => {
  const sets = [Int32Array.of(0), Int32Array.of(0, 1), Int32Array.of(2)];
  const { scales, bias } = fitStack([first, second], { labels, sets }, 3);

  [6, 2, 2].forEach((count, c) => {
    const sum = labels.reduce((sum, _, row) => {
      const logit = scales[0]! * first[3 * row + c]! + scales[1]! * second[3 * row + c]! + bias[c]!;
      return sum + 1 / (1 + Math.exp(-logit));
    }, 0);
    expect(sum / 8 - (count + 1 / 2) / 9).toBeCloseTo(-2 * BIAS_PENALTY * bias[c]!, 6);
  });
});

test("scales one part alone to the rate at which it is right", () => {
  const { scales, bias } = fitStack([mostlyRight], { labels: gold }, 2);

  // Right 6 times of 8, and half of a ninth time.
  expect(scales).toEqual([expect.closeTo(Math.log(6.5 / 2.5), 5)]);
  expect(bias).toEqual([expect.closeTo(0, 5), expect.closeTo(0, 5)]);
});

test("gives a useless part a scale near 0", () => {
  const { scales } = fitStack([mostlyRightTwice, useless], { labels: labelsOfTwice }, 2);

  expect(scales[0]).toBeCloseTo(Math.log(12.5 / 4.5), 5);
  expect(scales[1]).toBeCloseTo(0, 5);
});

test("a part that is always right gets a scale that ends", () => {
  const [scale] = fitStack([answers(...gold)], { labels: gold }, 2).scales;

  // Eight times, and half of a ninth time.
  expect(scale).toBeCloseTo(Math.log(8.5 / 0.5), 5);
});

test("gives a part that is always wrong a scale of 0 and the others what they get without it", () => {
  const { scales, bias } = fitStack([alwaysWrong, mostlyRight], { labels: gold }, 2);

  const alone = fitStack([mostlyRight], { labels: gold }, 2);
  expect(scales).toEqual([0, ...alone.scales]);
  expect(bias).toEqual(alone.bias);
});

test("answers with the shares of the classes where all parts are wrong", () => {
  const { scales, bias } = fitStack(
    [answers(1, 1, 1, 0), answers(1, 1, 1, 0)],
    { labels: Int32Array.of(0, 0, 0, 1) },
    2,
  );

  expect(scales).toEqual([0, 0]);
  // 3 1/2 examples to 1 1/2, a little less for the penalty.
  expect(bias[0]! - bias[1]!).toBeCloseTo(Math.log(3.5 / 1.5), 1);
});

test("adds up the scaled logits and the bias", () => {
  const parts = [Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 20, 30, 40)];

  expect([...stackLogits(parts, { scales: [2, 0.5], bias: [1, -1] })]).toEqual([8, 13, 22, 27]);
});

/** `[n][C]`. */
function probabilities(parts: readonly Float32Array[], stack: Stack): number[][] {
  const numClasses = stack.bias.length;
  const logits = stackLogits(parts, stack);
  return Array.from({ length: logits.length / numClasses }, (_, row) => {
    const weights = Array.from(logits.subarray(row * numClasses, (row + 1) * numClasses), Math.exp);
    const total = weights.reduce((sum, weight) => sum + weight);
    return weights.map((weight) => weight / total);
  });
}
