import { expect, test } from "vitest";
import { buildNgrams } from "../../src/index.ts";
import type { NgramFeatures } from "../../src/ngrams/ngram-features.ts";
import { readKeys as read } from "./_read-keys.ts";

const featuresOf = (texts: Iterable<string>, knownWords?: readonly string[]): NgramFeatures =>
  buildNgrams(texts, { knownWords }).features;

test("n-grams of two texts or more are features, in the order in which they come", () => {
  const { words, characters } = featuresOf(["a b", "c", "a b"]);

  // "a", "b" and "a b", which is known once "b" is.
  expect([...words.keys].sort()).toEqual(read("a b").words.sort());
  expect([...characters.keys]).toEqual([...read("a").characters[0]!, ...read("b").characters[0]!]);
});

test("an n-gram of one text is none, however often it occurs there", () => {
  expect(featuresOf(["a a a", "b"]).size).toBe(0);
});

test("an n-gram of one text is none, however many others stand between", () => {
  const text = Array.from({ length: 5000 }, (_, i) => i).join(" ");

  expect(featuresOf([`gato ${text} gato`, "y"]).size).toBe(0);
});

test("the idf is ln((1 + n) / (1 + df)) + 1", () => {
  // "a" is in 3 of 4 texts, "b" in 2.
  const { words } = featuresOf(["a", "b a a", "a", "b"]);

  expect([...words.keys]).toEqual([read("a").words[0], read("b").words[0]]);
  expect(words.idf).toEqual(Float32Array.of(Math.log(5 / 4) + 1, Math.log(5 / 3) + 1));
});

test("n-grams of characters have an idf of their own", () => {
  // "a" and "ab" share " a", which is in 3 of 3 texts; " a " and "a " are in 2.
  const { characters } = featuresOf(["a", "a", "ab"]);

  expect([...characters.keys]).toEqual([...read("a").characters[0]!]);
  expect(characters.idf).toEqual(Float32Array.of(1, Math.log(4 / 3) + 1, Math.log(4 / 3) + 1));
});

test("a punctuation mark is an n-gram like a word", () => {
  const { words, characters } = featuresOf(["a!", "b!"]);

  expect([...words.keys]).toEqual(read("!").words);
  // "! " of " !", " ! " and "! ".
  expect([...characters.keys]).toEqual([read("!").characters[0]![2]]);
});

test("words are the same in any case, characters are not", () => {
  const { words, characters } = featuresOf(["Sí", "SÍ"]);

  expect([...words.keys]).toEqual(read("sí").words);
  // " S" alone.
  expect([...characters.keys]).toEqual([read("Sí").characters[0]![0]]);
});

test("a text without n-grams is a text too", () => {
  expect([...featuresOf(["a", "a", ""]).words.idf]).toEqual([Math.fround(Math.log(4 / 3) + 1)]);
});

test("texts may come one by one, and have many n-grams", () => {
  const text = Array.from({ length: 5000 }, (_, i) => i).join(" ");
  function* texts(): Generator<string> {
    yield text;
    yield text;
  }
  const { words } = featuresOf(texts());

  expect(words.keys.length).toBe(5000 + 4999);
  expect(words.idf.every((idf) => idf === 1)).toBe(true);
});

test("keeps words that are known otherwise, however rare", () => {
  const features = featuresOf(["gato perro", "gato ratón"], ["Perro", "pez", "dos palabras"]);

  const [cat, dog, fish, mouse] = ["gato", "perro", "pez", "ratón"].map((word) => features.ofWord(word));
  expect(mouse).toBe(-1);
  expect(new Set([cat, dog, fish])).toEqual(new Set([0, 1, 2]));
  expect(features.words.keys).toHaveLength(3);
  // ln((1 + n) / (1 + df)) + 1
  expect(features.words.idf[fish!]).toBeCloseTo(Math.log(3) + 1, 6);
});

test("has no feature for what is not one word", () => {
  expect(featuresOf(["a b", "a b"]).ofWord("a b")).toBe(-1);
});

test("the rows are those that the features give", () => {
  const texts = ["el gato come, el gato duerme", "un perro", "", "el perro y el gato", "zzz"];
  const { features, rows } = buildNgrams(texts, { knownWords: ["duerme"] });

  expect(rows).toEqual(features.rows(texts));
  expect(rows.offsets.length).toBe(texts.length + 1);
  expect(rows.columns.length).toBeGreaterThan(20);
});

test("of too many features those of the most texts are kept", () => {
  // "a" is in three texts, "b" in two; each is a word and three runs of characters.
  const texts = ["a", "b", "a", "b", "a"];
  const sizes = [8, 7, 4, 3].map((maxFeatures) => buildNgrams(texts, { maxFeatures }).features.size);

  expect(sizes).toEqual([8, 4, 4, 0]);
  expect([...buildNgrams(texts, { maxFeatures: 4 }).features.words.keys]).toEqual([read("a").words[0]]);
});

test("known words are kept beside the most frequent, unless they alone are too many", () => {
  const sizes = [1, 2].map((maxFeatures) => buildNgrams(["a"], { knownWords: ["a", "z"], maxFeatures }).features.size);

  expect(sizes).toEqual([0, 2]);
});
