import { expect, test } from "vitest";
import { NgramClassifier, NgramFeatures } from "../../src/index.ts";
import { readKeys as read } from "./_read-keys.ts";

const keysOf = (...words: string[]): Uint32Array => Uint32Array.from(words, (word) => read(word).words[0]!);

/** The words "a" and "b", and " a" of the characters. */
const FEATURES = new NgramFeatures(
  { keys: keysOf("a", "b"), idf: Float32Array.of(3, 4) },
  { keys: Uint32Array.from(read("a").characters[0]!.slice(0, 1)), idf: Float32Array.of(1) },
);
const create = (...weights: number[]): NgramClassifier =>
  new NgramClassifier(FEATURES, Float32Array.from(weights), Float32Array.of(0.5, -1));

const close = (values: Float32Array, expected: readonly number[]): void => {
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, 5);
  });
};

test("logits are weights times features, plus bias", () => {
  const classifier = create(1, 2, 10, 20, 100, 200);

  // Features: "a" 0.6, "b" 0.8, " a" 1.
  close(classifier.logits(["a b"]), [0.5 + 0.6 + 8 + 100, -1 + 1.2 + 16 + 200]);
});

test("each text has a row of logits", () => {
  const classifier = create(1, 2, 10, 20, 100, 200);

  close(classifier.logits(["b", "a"]), [10.5, 19, 101.5, 201]);
});

test("a text without n-grams has the bias", () => {
  expect([...create(1, 2, 3, 4, 5, 6).logits([""])]).toEqual([0.5, -1]);
});

test("what the pieces of a text add is the logits, with the bias", () => {
  const classifier = create(1, 2, 10, 20, 100, 200);
  const pieces = classifier.contributions(["a", "b", "?", "a"]);

  close(Float32Array.from([0, 1].map((c) => [0, 2, 4, 6].reduce((sum, k) => sum + pieces[k + c]!, [0.5, -1][c]!))), [
    ...classifier.logits(["a b ? a"]),
  ]);
  // Both places of "a" count alike, and "?" for nothing.
  expect(pieces.subarray(0, 2)).toEqual(pieces.subarray(6, 8));
  expect([...pieces.subarray(4, 6)]).toEqual([0, 0]);
});

test("a pair of words is half in each", () => {
  const pair = read("a b").words[1]!;
  const features = new NgramFeatures(
    { keys: Uint32Array.of(pair), idf: Float32Array.of(1) },
    { keys: new Uint32Array(), idf: new Float32Array() },
  );
  const classifier = new NgramClassifier(features, Float32Array.of(4, 8), Float32Array.of(0, 0));

  expect([...classifier.contributions(["x", "a", "b"])]).toEqual([0, 0, 2, 4, 2, 4]);
});

test("no texts have no logits", () => {
  expect(create(1, 2, 3, 4, 5, 6).logits([])).toEqual(new Float32Array());
});

test("counts its classes", () => {
  expect(create(1, 2, 3, 4, 5, 6).numClasses).toBe(2);
});

test("rescaled logits are scales times what they were, plus bias, class by class", () => {
  const classifier = create(1, 2, 10, 20, 100, 200);

  close(classifier.rescaled([2, 5], [7, -3]).logits(["b", ""]), [2 * 10.5 + 7, 5 * 19 - 3, 2 * 0.5 + 7, -5 - 3]);
});

test("rescaling makes another classifier", () => {
  const classifier = create(1, 2, 3, 4, 5, 6);
  classifier.rescaled([2, 2], [7, -3]);

  expect(classifier.weights).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  expect(classifier.bias).toEqual(Float32Array.of(0.5, -1));
});

test("pruning keeps the features whose weights tell classes apart best, in their order", () => {
  // Largest differences: " a", then "b".
  const pruned = create(0, 1, 0, 2, 0, 3).pruned(2);

  expect(pruned.features.words).toEqual({ keys: keysOf("b"), idf: Float32Array.of(4) });
  expect(pruned.features.characters).toEqual(FEATURES.characters);
  expect(pruned.weights).toEqual(Float32Array.of(0, 2, 0, 3));
});

test("pruning takes no account of what all classes share", () => {
  const pruned = create(100, 100, 1, -1, 2, -2).pruned(2);

  expect(pruned.weights).toEqual(Float32Array.of(1, -1, 2, -2));
});

test("of two features that tell as much, pruning keeps the first", () => {
  expect(create(0, 1, 1, 0, 5, 6).pruned(1).weights).toEqual(Float32Array.of(0, 1));
});

test("pruning keeps the bias", () => {
  expect(create(0, 1, 0, 2, 0, 3).pruned(1).bias).toEqual(Float32Array.of(0.5, -1));
});

test("what pruning took away does not count for the length of a text", () => {
  const pruned = create(0, 1, 0, 2, 0, 3).pruned(2);

  // "b" alone is left of the words: 1, not 0.8.
  close(pruned.logits(["a b"]), [0.5, -1 + 2 + 3]);
});

test.each([3, 4])("pruning to %d of 3 features changes nothing", (maxFeatures) => {
  const classifier = create(1, 2, 3, 4, 5, 6);

  expect(classifier.pruned(maxFeatures)).toBe(classifier);
});
