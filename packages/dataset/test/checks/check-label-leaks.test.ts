import { expect, test } from "vitest";
import { check, makeNoise } from "./_reports.ts";

const { texts, labelNames } = makeNoise(600, 1);

test("warns of the name of the class in its texts", () => {
  const named = texts.map((text, i) => (i % 2 && labelNames[i] === "class 0" ? `Sports: ${text}` : text));
  const names = labelNames.map((label) => label.replace("class 0", "Sports"));

  expect(check({ texts: named, labelNames: names }, "DATA_LABEL_IN_TEXT")).toMatchObject({
    status: "warn",
    message: expect.stringMatching(
      /^"sports" is in \d\d\.\d % of the texts of "Sports", and 100\.0 % of the texts with it/,
    ),
  });
});

test("warns of a word that alone predicts a class", () => {
  const marked = texts.map((text, i) => (labelNames[i] === "class 1" && i % 3 === 0 ? `${text} (Reuters)` : text));

  expect(check({ texts: marked, labelNames }, "DATA_TELLTALE_WORD")).toMatchObject({
    status: "warn",
    message: expect.stringContaining('"reuters" is in'),
  });
});

test("lets a word pass that is in many texts of other classes too", () => {
  const marked = texts.map((text, i) => (labelNames[i] === "class 1" || i % 5 === 0 ? `${text} Reuters` : text));

  expect(check({ texts: marked, labelNames }, "DATA_TELLTALE_WORD").status).toBe("pass");
});
