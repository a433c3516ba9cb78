import { expect, test } from "vitest";
import { accuracy, classScores, countClasses, countConfusions, macroF1, measure } from "../../src/index.ts";

// Class 2 is predicted but never gold, class 4 is neither. Expected values: scikit-learn 1.9.1, zero_division=0.
const gold = [0, 0, 1, 1, 3, 3, 3, 1, 0, 3];
const predicted = [0, 1, 1, 1, 0, 3, 2, 1, 0, 3];
const confusions = countConfusions(gold, predicted, 5);

test("counts what was taken for what, by gold and then by prediction", () => {
  expect(confusions.map(({ gold, predicted, count }) => [gold, predicted, count])).toEqual([
    [0, 0, 2],
    [0, 1, 1],
    [1, 1, 3],
    [3, 0, 1],
    [3, 2, 1],
    [3, 3, 2],
  ]);
});

test("counts as little of many classes as there are examples", () => {
  const numClasses = 1_000_000;

  expect(countConfusions([999_999], [7], numClasses)).toEqual([{ gold: 999_999, predicted: 7, count: 1 }]);
  expect(countClasses(countConfusions([7], [7], numClasses), numClasses).right[7]).toBe(1);
});

const prediction = { probs: new Float32Array(50), labels: Int32Array.from(predicted) };

test("measures accuracy", () => {
  expect(measure(accuracy, prediction, Int32Array.from(gold), 5)).toBe(0.7);
});

test("scores each class, a division by zero as 0", () => {
  const scores = classScores(countClasses(confusions, 5));

  expect(scores.map(({ precision }) => precision)).toEqual([2 / 3, 0.75, 0, 1, 0]);
  expect(scores.map(({ recall }) => recall)).toEqual([2 / 3, 1, 0, 0.5, 0]);
  expect(scores.map(({ support }) => support)).toEqual([3, 3, 0, 4, 0]);
});

test("leaves a class that is neither gold nor predicted out of the macro F1", () => {
  expect(measure(macroF1, prediction, Int32Array.from(gold), 5)).toBeCloseTo(0.5476190476190476, 15);
});

test("rejects an unlabelled example", () => {
  expect(() => countConfusions([0, -1], [0, 0], 2)).toThrow(
    new RangeError("countConfusions: example 1 has label -1; expected 0..1; leave out unlabelled examples"),
  );
});

test.each([accuracy, macroF1])("adds up over batches, and goes on from what was saved: $name", (metric) => {
  const part = (from: number, to: number) =>
    [
      { probs: new Float32Array(5 * (to - from)), labels: Int32Array.from(predicted.slice(from, to)) },
      Int32Array.from(gold.slice(from, to)),
    ] as const;
  const first = metric.start(5);
  first.add(...part(0, 4));
  const saved = first.save();
  first.add(...part(4, 10));
  const second = metric.start(5);
  second.restore(saved);
  second.add(...part(4, 10));

  expect(second.value()).toBe(measure(metric, prediction, Int32Array.from(gold), 5));
});
