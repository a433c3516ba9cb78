import { expect, test } from "vitest";
import { check, makeNoise } from "./_reports.ts";

const { texts, labels } = makeNoise(600, 1);

test("warns of the name of the class in its texts", () => {
  const named = texts.map((text, i) => (i % 2 && labels[i] === "class 0" ? `Sports: ${text}` : text));
  const names = labels.map((label) => label.replace("class 0", "Sports"));

  expect(check({ texts: named, labels: names }, "DATA_LABEL_IN_TEXT")).toMatchObject({
    status: "warn",
    message: expect.stringMatching(
      /^"sports" is in \d\d\.\d % of the texts of "Sports", and 100\.0 % of the texts with it/,
    ),
  });
});

test("warns of a word that alone predicts a class", () => {
  const marked = texts.map((text, i) => (labels[i] === "class 1" && i % 3 === 0 ? `${text} (Reuters)` : text));

  expect(check({ texts: marked, labels }, "DATA_TELLTALE_WORD")).toMatchObject({
    status: "warn",
    message: expect.stringContaining('"reuters" is in'),
  });
});

test("lets a word pass that is in many texts of other classes too", () => {
  const marked = texts.map((text, i) => (labels[i] === "class 1" || i % 5 === 0 ? `${text} Reuters` : text));

  expect(check({ texts: marked, labels }, "DATA_TELLTALE_WORD").status).toBe("pass");
});
