import { expect, test } from "vitest";
import { type NgramBlock, NgramFeatures } from "../../src/ngrams/ngram-features.ts";
import { readKeys as read } from "./_read-keys.ts";

const NONE: NgramBlock = { keys: new Uint32Array(), idf: new Float32Array() };

/** The words "a" and "b". */
const words = (...idf: number[]): NgramBlock => ({
  keys: Uint32Array.of(read("a").words[0]!, read("b").words[0]!),
  idf: Float32Array.from(idf),
});

/** Of "a": " a", " a " and "a ". */
const characters = (...idf: number[]): NgramBlock => ({
  keys: Uint32Array.from(read("a").characters[0]!),
  idf: Float32Array.from(idf),
});

const close = (values: Float32Array, expected: readonly number[]): void => {
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, 6);
  });
};

test("a row has a value for each n-gram in the text, in proportion to its idf", () => {
  const { columns, values, offsets } = new NgramFeatures(words(3, 4), NONE).rows(["a b"]);

  expect([...columns]).toEqual([0, 1]);
  close(values, [0.6, 0.8]);
  expect([...offsets]).toEqual([0, 2]);
});

test("an n-gram has one value however often it occurs, which grows by the logarithm", () => {
  const { columns, values } = new NgramFeatures(words(1, 1), NONE).rows(["a a b a"]);
  const count = 1 + Math.log(3);

  expect([...columns]).toEqual([0, 1]);
  close(values, [count / Math.hypot(count, 1), 1 / Math.hypot(count, 1)]);
});

test("columns of characters come after those of words", () => {
  const { columns } = new NgramFeatures(words(1, 1), characters(1, 1, 1)).rows(["a"]);

  expect([...columns]).toEqual([0, 2, 3, 4]);
});

test("words and characters have length 1 each", () => {
  const { values } = new NgramFeatures(words(3, 4), characters(1, 2, 2)).rows(["a b"]);

  close(values, [0.6, 0.8, 1 / 3, 2 / 3, 2 / 3]);
});

test("n-grams of characters are counted over all words of a text", () => {
  // "ab" has " a" alone.
  const { values } = new NgramFeatures(NONE, characters(1, 1, 1)).rows(["a ab"]);
  const [twice, once] = [1 + Math.log(2), 1];
  const length = Math.hypot(twice, once, once);

  close(values, [twice / length, once / length, once / length]);
});

test("texts do not change each other's rows", () => {
  const features = new NgramFeatures(words(1, 1), NONE);

  expect(features.rows(["a a", "b", "a b"])).toEqual({
    columns: Int32Array.of(0, 1, 0, 1),
    values: Float32Array.of(1, 1, Math.SQRT1_2, Math.SQRT1_2),
    offsets: Int32Array.of(0, 1, 2, 4),
  });
});

test.each(["", "¡!", "zzz"])("a text without known n-grams has an empty row: %j", (text) => {
  const { columns, values, offsets } = new NgramFeatures(words(1, 1), characters(1, 1, 1)).rows([text, "a"]);

  expect([...offsets]).toEqual([0, 0, 4]);
  expect([...columns]).toEqual([0, 2, 3, 4]);
  expect(values.every(Number.isFinite)).toBe(true);
});

test("a text may have n-grams of characters and no known word", () => {
  const { columns, values } = new NgramFeatures(words(1, 1), characters(1, 1, 1)).rows(["ab"]);

  expect([...columns]).toEqual([2]);
  expect([...values]).toEqual([1]);
});

test("no texts have no rows", () => {
  expect([...new NgramFeatures(words(1, 1), NONE).rows([]).offsets]).toEqual([0]);
});

test("texts may come one by one, and many", () => {
  function* texts(): Generator<string> {
    for (let i = 0; i < 700; i++) yield "a b";
  }
  const { columns, values, offsets } = new NgramFeatures(words(3, 4), NONE).rows(texts());

  expect([columns.length, values.length, offsets.length, offsets[700]]).toEqual([1400, 1400, 701, 1400]);
  close(values.subarray(1398), [0.6, 0.8]);
});

test("counts its features", () => {
  expect(new NgramFeatures(words(1, 1), characters(1, 1, 1)).size).toBe(5);
});

test("selects features of both kinds in their order", () => {
  const selected = new NgramFeatures(words(3, 4), characters(5, 6, 7)).select(Int32Array.of(1, 2, 4));

  expect(selected.words).toEqual({ keys: words().keys.subarray(1), idf: Float32Array.of(4) });
  expect(selected.characters).toEqual({
    keys: characters().keys.filter((_, i) => i !== 1),
    idf: Float32Array.of(5, 7),
  });
});
