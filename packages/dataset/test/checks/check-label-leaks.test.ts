import { describe, expect, test } from "vitest";
import type { CheckedExamples } from "../../src/checks/check-dataset.ts";
import type { CheckResult } from "../../src/checks/check-report.ts";
import { check, makeNoise, tokenize, WORD_SOURCES } from "./_reports.ts";

const { texts, labelNames } = makeNoise(600, 1);

describe.each(WORD_SOURCES)("with %s", (_, optionsFor) => {
  const look = (code: string, examples: CheckedExamples): CheckResult => check(examples, code, optionsFor(examples));

  test("warns of the name of the class in its texts", () => {
    const named = texts.map((text, i) => (i % 2 && labelNames[i] === "class 0" ? `Sports: ${text}` : text));
    const names = labelNames.map((label) => label.replace("class 0", "Sports"));

    expect(look("DATA_LABEL_IN_TEXT", { texts: named, labelNames: names })).toMatchObject({
      status: "warn",
      message: expect.stringMatching(
        /^"sports" is in \d\d\.\d % of the texts of "Sports", and 100\.0 % of the texts with it/,
      ),
    });
  });

  test("warns of a word that alone predicts a class", () => {
    const marked = texts.map((text, i) => (labelNames[i] === "class 1" && i % 3 === 0 ? `${text} (Reuters)` : text));

    expect(look("DATA_TELLTALE_WORD", { texts: marked, labelNames })).toMatchObject({
      status: "warn",
      message: expect.stringContaining('"reuters" is in'),
    });
  });

  test("lets a word pass that is in many texts of other classes too", () => {
    const marked = texts.map((text, i) => (labelNames[i] === "class 1" || i % 5 === 0 ? `${text} Reuters` : text));

    expect(look("DATA_TELLTALE_WORD", { texts: marked, labelNames }).status).toBe("pass");
  });

  test.each([
    ["Economía", "ECONOMI\u0301A"],
    ["Ｓｐｏｒｔｓ", "ｓｐｏｒｔｓ"],
    ["体育新闻", "体育新闻"],
    ["Science & Technology", "technology"],
  ])("knows the class %s by %s", (className, word) => {
    const named = texts.map((text, i) => (labelNames[i] === "class 0" ? `${text} ${word}` : text));
    const names = labelNames.map((label) => label.replace("class 0", className));

    expect(look("DATA_LABEL_IN_TEXT", { texts: named, labelNames: names }).status).toBe("warn");
  });
});

test("knows the name of a class where the tokenizer has dropped its accents", () => {
  const named = texts.map((text, i) => (labelNames[i] === "class 0" ? `${text} economia` : text));
  const names = labelNames.map((label) => label.replace("class 0", "Economía"));
  const options = { words: tokenize(named) };

  expect(check({ texts: named, labelNames: names }, "DATA_LABEL_IN_TEXT", options).status).toBe("warn");
});
