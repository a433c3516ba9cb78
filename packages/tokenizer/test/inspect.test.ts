import { describe, expect, test } from "vitest";
import { buildTokenizer, inspectEncoded, sampleVocab } from "../src/index.ts";

const tokenizer = buildTokenizer(["a a a a b b c", "a d"]);

test("samples the first, middle and last tokens", () => {
  expect(sampleVocab(tokenizer, 2)).toEqual({
    first: [
      { id: 0, token: "[PAD]" },
      { id: 1, token: "[UNK]" },
    ],
    middle: [
      { id: 2, token: "a" },
      { id: 3, token: "b" },
    ],
    last: [
      { id: 4, token: "c" },
      { id: 5, token: "d" },
    ],
  });
  expect(sampleVocab(tokenizer, 99).middle).toHaveLength(6);
});

describe("inspectEncoded", () => {
  test("ranks the words of a split and how much of it they cover", () => {
    const report = inspectEncoded(tokenizer, tokenizer.encodeBatch(["a b a", "b a z", "c z"]));

    expect(report.rankPlot).toEqual([
      { rank: 1, id: 2, token: "a", count: 3, coverage: 3 / 8 },
      { rank: 2, id: 3, token: "b", count: 2, coverage: 5 / 8 },
      { rank: 3, id: 4, token: "c", count: 1, coverage: 6 / 8 },
    ]);
    expect(report).toMatchObject({ numTexts: 3, numTokens: 8, numDistinct: 3, unknownRate: 2 / 8 });
  });

  test("measures lengths and what a maximum would cut", () => {
    const report = inspectEncoded(tokenizer, tokenizer.encodeBatch(["a", "a b c d", "a b", ""]), { maxLength: 1 });

    expect(report.lengths).toEqual({ min: 0, median: 1.5, max: 4, mean: 7 / 4 });
    expect(report).toMatchObject({ truncatedShare: 0.5, droppedShare: 4 / 7 });
  });

  test("thins the ranks evenly by their logarithm, ends included", () => {
    const many = buildTokenizer(Array.from({ length: 1000 }, (_, i) => `w${i}`));
    const report = inspectEncoded(many, many.encodeBatch(many.vocab), { maxPoints: 4 });

    expect(report.rankPlot.map(({ rank }) => rank)).toEqual([1, 10, 100, 1000]);
  });

  test("reports nothing as zeros", () => {
    expect(inspectEncoded(tokenizer, tokenizer.encodeBatch([]))).toEqual({
      numTexts: 0,
      numTokens: 0,
      numDistinct: 0,
      unknownRate: 0,
      truncatedShare: 0,
      droppedShare: 0,
      lengths: { min: 0, median: 0, max: 0, mean: 0 },
      rankPlot: [],
    });
  });
});
