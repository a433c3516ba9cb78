import { expect, test } from "vitest";
import { buildNgrams } from "../../src/ngrams/build-ngrams.ts";
import { NgramClassifier } from "../../src/ngrams/ngram-classifier.ts";

const WORDS = [
  "gato",
  "¡gato!",
  "el",
  "la",
  "negro",
  "negra,",
  "a",
  "aaaa",
  "l'eau",
  "GATO",
  "\u{1f600}",
  "",
  "\u00ad",
];
const NUM_CLASSES = 5;

/** A number in `(-1, 1)` for each. */
const noise = (i: number): number => (Math.sin(i) * 10_000) % 1;
const textOf = (seed: number): string =>
  Array.from({ length: seed % 17 }, (_, i) => WORDS[Math.floor(Math.abs(noise(97 * seed + i)) * WORDS.length)]).join(
    " ",
  );
const TEXTS = Array.from({ length: 200 }, (_, i) => textOf(i));

const { features } = buildNgrams(TEXTS.slice(0, 40));
const weights = Float32Array.from({ length: features.size * NUM_CLASSES }, (_, i) => noise(i));
const bias = Float32Array.from({ length: NUM_CLASSES }, (_, i) => noise(i + 0.5));

/** `weights^T row + bias`, a row after the other. */
const product = (texts: readonly string[]): number[] => {
  const { columns, values, offsets } = features.rows(texts);
  return texts.flatMap((_, row) =>
    Array.from(bias, (start, c) => {
      let sum = start;
      for (let k = offsets[row]!; k < offsets[row + 1]!; k++)
        sum += values[k]! * weights[columns[k]! * NUM_CLASSES + c]!;
      return sum;
    }),
  );
};

test("logits are those of the rows, for n-grams that a text has once and several times", () => {
  const logits = new NgramClassifier(features, weights, bias).logits(TEXTS);

  product(TEXTS).forEach((value, k) => {
    expect(logits[k]).toBeCloseTo(value, 5);
  });
});

test("logits of a text are the same to the bit, whatever came before it", () => {
  const classifier = new NgramClassifier(features, weights, bias);
  const alone = TEXTS.map((text) => new NgramClassifier(features, weights, bias).logits([text]));

  for (const texts of [TEXTS, TEXTS.toReversed()]) {
    const logits = classifier.logits(texts);
    texts.forEach((text, i) => {
      expect(logits.slice(i * NUM_CLASSES, (i + 1) * NUM_CLASSES)).toEqual(alone[TEXTS.indexOf(text)]);
    });
  }
});

test("as many classes as fill the memory for pieces after a few are as good", () => {
  const numClasses = 2 ** 21;
  const { features } = buildNgrams(["a b", "a b"]);
  const classifier = new NgramClassifier(
    features,
    new Float32Array(features.size * numClasses).fill(1),
    new Float32Array(numClasses),
  );
  const first = classifier.logits(["a b"])[7];
  for (const text of ["c", "d", "e", "f"]) classifier.logits([text]);

  expect(classifier.logits(["a b"])[7]).toBe(first);
});
