import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CheckedExamples, type CheckOptions, checkDataset } from "../../src/checks/check-dataset.ts";
import type { CheckResult } from "../../src/checks/check-report.ts";
import { range } from "../../src/rng.ts";
import { splitRandom } from "../../src/split/split-random.ts";
import { check, makeNoise, makeRelated, tokenize, WORD_SOURCES } from "./_reports.ts";

test("passes a sound data set in every check", () => {
  const report = checkDataset(makeRelated(1200, 1));

  expect(report.checks.filter(({ status }) => status !== "pass")).toEqual([]);
  expect(report.status).toBe("pass");
});

test("reports the same codes in the same order, whatever the data", () => {
  const splits = { train: range(3), validation: range(0), test: range(0) };
  const codes = checkDataset({ texts: ["a b", "c d", "e f"], labelNames: ["x", "y", "x"] }, { splits }).checks.map(
    ({ code }) => code,
  );

  expect(codes).toEqual([
    "DATA_ROWS",
    "DATA_TEXT_COLUMN",
    "DATA_LABEL_COLUMN",
    "ROW_EMPTY_TEXT",
    "ROW_NO_TOKENS",
    "ROW_EMPTY_LABEL",
    "DATA_SHORT_TEXT",
    "LABEL_LOOKALIKE",
    "LABEL_MISSING",
    "DATA_UNTRAINED_CLASS",
    "DATA_RARE_CLASS",
    "DATA_IMBALANCE",
    "DATA_DUPLICATE",
    "DATA_NEAR_DUPLICATE",
    "DATA_CONFLICT",
    "DATA_LEAK",
    "DATA_NEAR_LEAK",
    "DATA_LABEL_IN_TEXT",
    "DATA_TELLTALE_WORD",
    "DATA_MOJIBAKE",
    "DATA_HTML_ENTITY",
    "DATA_BYTE_ORDER_MARK",
    "DATA_UNRELATED",
  ]);
});

describe.each(WORD_SOURCES)("with %s", (_, optionsFor) => {
  const relationOf = (examples: CheckedExamples, options: CheckOptions = {}): CheckResult =>
    check(examples, "DATA_UNRELATED", { ...optionsFor(examples), ...options });

  test.each([1, 2, 3, 4, 5])("says that noise is noise: seed %i", (seed) => {
    expect(relationOf(makeNoise(2000, seed)).status).toBe("fail");
  });

  test("calls noise related once in a thousand times at most, and not at random", () => {
    const noise = makeNoise(400, 9);
    const passed = Array.from({ length: 40 }, (_, seed) => relationOf(noise, { seed }).status === "pass");

    expect(passed.filter(Boolean)).toEqual([]);
    expect(relationOf(noise, { seed: 1 })).toEqual(relationOf(noise, { seed: 1 }));
  });

  test("is not fooled by noise in which every row is there twice", () => {
    const { texts, labelNames } = makeNoise(1500, 2);

    expect(relationOf({ texts: [...texts, ...texts], labelNames: [...labelNames, ...labelNames] }).status).toBe("fail");
  });

  test("is not fooled by noise in which every row has a near copy", () => {
    const { texts, labelNames } = makeNoise(1500, 2);
    const copies = texts.map((text, i) => `${text} ${i % 10}`);

    expect(relationOf({ texts: [...texts, ...copies], labelNames: [...labelNames, ...labelNames] }).status).toBe(
      "fail",
    );
  });

  test.each([
    ["Chinese", 0x4e00],
    ["Khmer", 0x1780],
  ])("finds a relation in %s, which writes no spaces", (_, firstLetter) => {
    const { texts, labelNames } = makeRelated(1000, 3);
    const letter = (char: string): string => String.fromCodePoint(firstLetter + char.charCodeAt(0) - 97);
    const spaceless = texts.map((text) => text.replace(/\W/g, "").replace(/[a-z]/g, letter));

    expect(relationOf({ texts: spaceless, labelNames }).status).toBe("pass");
  });

  test("only warns of noise with few rows", () => {
    expect(relationOf(makeNoise(200, 1)).status).toBe("warn");
    expect(relationOf(makeNoise(10, 1)).message).toContain("10 different texts are too few to tell");
  });

  test("finds a relation that a third of the texts have", () => {
    expect(relationOf(makeRelated(1000, 3)).status).toBe("pass");
  });
});

test("refuses the words of other texts", () => {
  expect(() => checkDataset({ texts: ["a"], labelNames: ["x"] }, { words: tokenize(["a", "b"]) })).toThrow(
    new RangeError("checkDataset: expected words of 1 texts, got those of 2"),
  );
});

test("takes any strings, and shows none of them raw", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "__proto__", "\ud800", "\u202e", "a b c d e f"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 40 }), fc.nat(), (pairs, seed) => {
      const examples = { texts: pairs.map(([text]) => text), labelNames: pairs.map(([, label]) => label) };
      const splits = splitRandom(pairs.length, { train: 0.6, validation: 0.2, test: 0.2 }, seed);
      for (const { message, rows, numRows } of checkDataset(examples, { splits, seed }).checks) {
        expect(message).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
        expect([...rows].sort((a, b) => a - b)).toEqual(rows);
        expect(numRows).toBeLessThanOrEqual(pairs.length);
      }
    }),
  );
});

test("takes as many labels as rows, however many", () => {
  const texts = Array.from({ length: 150_000 }, (_, i) => `text ${i}`);

  expect(checkDataset({ texts, labelNames: texts }).status).toBe("fail");
});

test("refuses labels for other texts", () => {
  expect(() => checkDataset({ texts: ["a"], labelNames: [] })).toThrow(
    new RangeError("checkDataset: expected 1 label names, one a text, got 0"),
  );
});
