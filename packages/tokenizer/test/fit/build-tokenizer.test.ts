import { describe, expect, test } from "vitest";
import { buildTokenizer, tokenizerFromJSON, UNK_ID } from "../../src/index.ts";

test("gives ids by frequency, ties by first seen", () => {
  const { vocab } = buildTokenizer(["b a", "c a"]);

  expect(vocab).toEqual(["[PAD]", "[UNK]", "a", "b", "c"]);
});

test("gives ids by first seen on request", () => {
  const { vocab } = buildTokenizer(["b a", "c a"], { vocabularyOrder: "first-seen" });

  expect(vocab).toEqual(["[PAD]", "[UNK]", "b", "a", "c"]);
});

test("counts the reserved ids in the size limit", () => {
  const tokenizer = buildTokenizer(["a a b b c"], { maxVocabSize: 4 });

  expect(tokenizer.vocab).toEqual(["[PAD]", "[UNK]", "a", "b"]);
  expect(tokenizer.encode("c")).toEqual([UNK_ID]);
});

test("leaves out words rarer than minFrequency", () => {
  expect(buildTokenizer(["a a b"], { minFrequency: 2 }).vocab).toEqual(["[PAD]", "[UNK]", "a"]);
});

test("gives no id to a word longer than 256 units", () => {
  expect(buildTokenizer([`a ${"x".repeat(257)}`]).vocab).toEqual(["[PAD]", "[UNK]", "a"]);
});

test("keeps words that are names of object properties", () => {
  const tokenizer = buildTokenizer(["constructor prototype constructor"]);

  expect(tokenizer.encode("prototype constructor")).toEqual([3, 2]);
});

test("fits thousands of words", () => {
  const words = Array.from({ length: 5000 }, (_, i) => `w${i}`);
  const tokenizer = buildTokenizer(words);

  expect(tokenizer.vocabSize).toBe(5002);
  expect(tokenizer.encode("w4999 w0")).toEqual([5001, 2]);
});

test("refuses texts without a single token", () => {
  expect(() => buildTokenizer(["...", ""])).toThrow("none of the 2 texts has a token");
});

test.each([
  [{ maxVocabSize: 2 }, "maxVocabSize to be an integer of at least 3, got 2"],
  [{ minFrequency: 0.5 }, "minFrequency to be an integer of at least 1, got 0.5"],
  [{ vocabularyOrder: "random" as never }, "vocabularyOrder to be one of frequency, first-seen, got random"],
  [{ maxTrackedWords: 10 }, "maxTrackedWords to be an integer of at least 1000, got 10"],
  [{ hashBuckets: 8, maxVocabSize: 10 }, "maxVocabSize to be an integer of at least 11, got 10"],
  [{ stopWords: ["de la"] }, 'each stop word to be one token, got "de la" of 2; list its tokens one by one'],
  [{ tokenizer: "french" as never }, "tokenizer to be one of unicode, spanish, got french"],
])("refuses the options %o", (options, message) => {
  expect(() => buildTokenizer(["a"], options)).toThrow(message);
});

test("names the text that is no string", () => {
  expect(() => buildTokenizer(["a", null as never])).toThrow(
    new TypeError("buildTokenizer: text 1: expected a string, got null; drop rows without a text first"),
  );
});

test("keeps the first words seen when more come than it tracks", () => {
  const words = Array.from({ length: 3000 }, (_, i) => `w${i}`);
  const { vocab } = buildTokenizer(words, { vocabularyOrder: "first-seen", maxVocabSize: 4, maxTrackedWords: 1000 });

  expect(vocab).toEqual(["[PAD]", "[UNK]", "w0", "w1"]);
});

describe("hash buckets", () => {
  const tokenizer = buildTokenizer(["a a b"], { minFrequency: 2, hashBuckets: 3 });

  test("share the other words evenly", () => {
    const even = buildTokenizer(["a"], { hashBuckets: 8 });
    const counts = new Array<number>(11).fill(0);
    for (let i = 0; i < 8000; i++) counts[even.encode(`w${i}`)[0]!]!++;

    expect(Math.min(...counts.slice(3))).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(1100);
  });

  test("come after the words", () => {
    expect(tokenizer.vocab).toEqual(["[PAD]", "[UNK]", "a", "[HASH0]", "[HASH1]", "[HASH2]"]);
  });

  test("take every other word, the same one always to the same bucket", () => {
    expect(tokenizer.encode("a b zebra ñandú b")).toEqual([2, 4, 4, 4, 4]);
  });

  test("count as unknown", () => {
    expect(tokenizer.encodeBatch(["a b zebra"]).numUnknown).toBe(2);
  });

  test("survive the file", () => {
    expect(tokenizerFromJSON(tokenizer.toJSON()).encode("a b zebra ñandú b")).toEqual([2, 4, 4, 4, 4]);
  });
});
