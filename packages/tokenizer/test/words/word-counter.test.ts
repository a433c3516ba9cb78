import fc from "fast-check";
import { expect, test } from "vitest";
import { createTokenizerBuilder } from "../../src/index.ts";
import { WordCounter } from "../../src/words/word-counter.ts";

function count(words: string, limit: number) {
  const counter = new WordCounter(limit);
  for (const word of words) counter.add(Uint16Array.of(word.charCodeAt(0)), 1, word.charCodeAt(0));
  const counts = Array.from({ length: counter.words.size }, (_, i) => [counter.words.word(i), counter.count(i)]);
  return { counts: Object.fromEntries(counts), countError: counter.countError };
}

test("counts exactly up to the limit", () => {
  expect(count("abcab", 3)).toEqual({ counts: { a: 2, b: 2, c: 1 }, countError: 0 });
});

test("forgets the rarest words past the limit and keeps the error", () => {
  expect(count("aaabbcd", 3)).toEqual({ counts: { a: 3, b: 2 }, countError: 1 });
});

test("keeps every word that occurs more often than the error", () => {
  const builder = createTokenizerBuilder({ maxTrackedWords: 1000, minFrequency: 100 });
  for (let i = 0; i < 20_000; i++) builder.add(`once${i} ${i % 2 === 0 ? "even" : "odd"} common`);

  expect(builder.build().vocab.slice(2)).toEqual(["common", "even", "odd"]);
  expect(builder.countError).toBeGreaterThan(0);
  expect(builder.countError).toBeLessThan(100);
});

test("keeps half of the words where all are equally rare, the first ones", () => {
  expect(count("abcd", 3)).toEqual({ counts: { a: 1, b: 1 }, countError: 1 });
});

test("keeps every count within the error, and every word that is more frequent than it", () => {
  const letter = fc.constantFrom(..."abcdefghij");
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 100 }), fc.integer({ min: 1, max: 6 }), (letters, limit) => {
      const { counts, countError } = count(letters.join(""), limit);
      for (const one of new Set(letters)) {
        const truth = letters.filter((other) => other === one).length;
        const kept = counts[one] ?? 0;

        expect(kept).toBeLessThanOrEqual(truth);
        expect(kept + countError).toBeGreaterThanOrEqual(truth);
      }
      expect(Object.keys(counts).length).toBeGreaterThanOrEqual(Math.min(new Set(letters).size, (limit + 1) >> 1));
    }),
  );
});

test("counts texts and tokens as they come", () => {
  const builder = createTokenizerBuilder({ stopWords: ["the"] });
  builder.add("the cat");
  builder.add("the dog ran");

  expect(builder).toMatchObject({ numTexts: 2, numTokens: 3, countError: 0 });
});
