import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VocabularyFit } from "../../src/fit/_vocabulary-fit.ts";
import { type BuildTokenizerOptions, resolveOptions } from "../../src/fit/build-options.ts";
import { fitTexts } from "../../src/fit/fit-tokenizer.ts";
import { buildTokenizer, fitTokenizer, UNK_ID } from "../../src/index.ts";

const LONG_WORD = "x".repeat(257);

/** Texts that count how often they were read. */
function watched(texts: readonly string[]) {
  return {
    numPasses: 0,
    *[Symbol.iterator]() {
      this.numPasses++;
      yield* texts;
    },
  };
}

test("fits a vocabulary and gives the ids of its texts", () => {
  const { tokenizer, encoded } = fitTokenizer(["b a", "", "c a"], { maxVocabSize: 4 });

  expect(tokenizer.vocab).toEqual(["[PAD]", "[UNK]", "a", "b"]);
  expect(encoded).toEqual({
    tokenIds: Int32Array.of(3, 2, UNK_ID, 2),
    offsets: Int32Array.of(0, 2, 2, 4),
    numTruncated: 0,
    numUnknown: 1,
  });
});

test("reads each text once", () => {
  const texts = watched(["a b", "a c"]);
  fitTokenizer(texts, { hashBuckets: 2, minFrequency: 2 });

  expect(texts.numPasses).toBe(1);
});

test("takes texts that can be iterated only once", () => {
  const texts = ["a b", "a c"];

  expect(fitTokenizer(texts.values()).encoded).toEqual(fitTokenizer(texts).encoded);
});

describe("past maxTrackedWords", () => {
  // `late` is forgotten with the rarer half, and comes back often enough to get an id.
  const texts = [...Array.from({ length: 1000 }, (_, i) => `w${i} w${i}`), "late", "late late late"];
  const options = { maxTrackedWords: 1000, maxVocabSize: 3 };

  test("reads the texts again, for forgotten words may come back", () => {
    const again = watched(texts);
    const { tokenizer, encoded } = fitTokenizer(again, options);

    expect(again.numPasses).toBe(2);
    expect(tokenizer.vocab[2]).toBe("late");
    expect([...encoded.tokenIds.slice(-4)]).toEqual([2, 2, 2, 2]);
  });

  test("refuses texts that cannot be read again", () => {
    expect(() => fitTokenizer(texts.values(), options)).toThrow(
      new RangeError(
        "fitTokenizer: more than 1000 distinct words need a second pass over the texts, which gave 0 of 1002; give an array, or raise maxTrackedWords",
      ),
    );
  });
});

test.each([
  [["..."], {}, "fitTokenizer: none of the 1 texts has a token"],
  [["a"], { minFrequency: 0 }, "fitTokenizer: expected minFrequency to be an integer of at least 1, got 0"],
  [["a"], { tokenizer: "french" as never }, "fitTokenizer: expected tokenizer to be one of unicode, spanish"],
  [["a"], { stopWords: ["a b"] }, "fitTokenizer: expected each stop word to be one token"],
  [["a", 7 as never], {}, "fitTokenizer: text 1: expected a string, got number"],
])("refuses the texts %o with the options %o", (texts, options, message) => {
  expect(() => fitTokenizer(texts, options)).toThrow(message);
});

describe("equals buildTokenizer and encodeBatch", () => {
  const options: fc.Arbitrary<BuildTokenizerOptions> = fc
    .record({
      vocabularyOrder: fc.constantFrom("frequency", "first-seen"),
      minFrequency: fc.integer({ min: 1, max: 3 }),
      maxWords: fc.constantFrom(1, 2, 3, 5, 5000),
      hashBuckets: fc.integer({ min: 0, max: 3 }),
      stopWords: fc.constantFrom([], ["a", "é"]),
    })
    .map(({ maxWords, ...rest }) => ({ ...rest, maxVocabSize: 2 + maxWords + rest.hashBuckets }));

  test("for any texts and options", () => {
    const word = fc.constantFrom("a", "É", "e\u0301", "c", "d", "e", "f", "g", "h", LONG_WORD, `${LONG_WORD}y`, "...");
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), options, (others, options) => {
        const texts = ["b", ...others];
        const tokenizer = buildTokenizer(texts, options);
        const fitted = fitTokenizer(texts, options);

        expect(fitted.tokenizer.toJSON()).toEqual(tokenizer.toJSON());
        expect(fitted.encoded).toEqual(tokenizer.encodeBatch(texts));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test("where few words are tracked at a time", () => {
    const word = fc.constantFrom(..."abcdefgh", LONG_WORD);
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text), options, fc.integer({ min: 1, max: 10 }), (others, options, maxTrackedWords) => {
        const texts = watched(["b", ...others]);
        const resolved = { ...resolveOptions("fitTokenizer", options), maxTrackedWords };
        const counted = new VocabularyFit(resolved, { keepIds: false });
        for (const text of texts) counted.add(text);
        const { tokenizer } = counted.build();
        const expected = tokenizer.encodeBatch(texts);
        texts.numPasses = 0;
        const fitted = fitTexts(texts, resolved);

        expect(fitted.tokenizer.toJSON()).toEqual(tokenizer.toJSON());
        expect(fitted.encoded).toEqual(expected);
        expect(texts.numPasses).toBe(counted.countError === 0 ? 1 : 2);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test("where the public limit of tracked words is passed", () => {
    const run = fc.record({ first: fc.nat(2000), count: fc.nat(1200), times: fc.integer({ min: 1, max: 2 }) });
    const text = run.map(({ first, count, times }) =>
      Array.from({ length: count * times }, (_, i) => `w${first + (i % count)}`).join(" "),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), options, (others, options) => {
        const texts = ["b", ...others];
        const tokenizer = buildTokenizer(texts, { ...options, maxTrackedWords: 1000 });
        const fitted = fitTokenizer(texts, { ...options, maxTrackedWords: 1000 });

        expect(fitted.tokenizer.vocab).toEqual(tokenizer.vocab);
        expect(fitted.encoded).toEqual(tokenizer.encodeBatch(texts));
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});
