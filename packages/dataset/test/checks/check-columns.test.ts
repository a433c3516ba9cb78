import { expect, test } from "vitest";
import { check, makeRelated } from "./_reports.ts";

const { texts, labelNames } = makeRelated(60, 1);

test.each([
  ["numbers", (i: number) => `${i}`],
  ["dates", (i: number) => `2024-01-${i}`],
  ["keys", (i: number) => `a4f${i}-77b2`],
])("fails a text column of %s", (_, make) => {
  expect(check({ texts: texts.map((__, i) => make(i)), labelNames }, "DATA_TEXT_COLUMN").status).toBe("fail");
});

test("fails a constant text column", () => {
  expect(check({ texts: texts.map(() => "The same."), labelNames }, "DATA_TEXT_COLUMN")).toMatchObject({
    status: "fail",
    message: "all texts are the same",
  });
});

test.each([
  ["names", (i: number) => `Müller${"i".repeat(i % 7)}`],
  ["sentences without spaces", (i: number) => `今日は${i}度です`],
  ["sentences in Khmer", (i: number) => `ថ្ងៃនេះ${i}ដឺក្រេ`],
  ["addresses", (i: number) => `https://example.org/news/${i}`],
  ["punctuation", (i: number) => "?!".repeat(i + 1)],
  ["texts", (i: number) => texts[i]!],
])("takes %s for text", (_, make) => {
  expect(check({ texts: texts.map((__, i) => make(i)), labelNames }, "DATA_TEXT_COLUMN").status).toBe("pass");
});

test("fails a label column with more labels than rows for them", () => {
  expect(check({ texts, labelNames: texts.map((_, i) => `id ${i}`) }, "DATA_LABEL_COLUMN")).toMatchObject({
    status: "fail",
    message: "60 different labels in 60 rows: an id or a text rather than a class",
  });
});

test("fails a label column of measured numbers", () => {
  const many = makeRelated(400, 1).texts;

  expect(check({ texts: many, labelNames: many.map((_, i) => `${(i % 150) / 10}`) }, "DATA_LABEL_COLUMN").status).toBe(
    "fail",
  );
  expect(check({ texts: many, labelNames: many.map((_, i) => `${i % 5}`) }, "DATA_LABEL_COLUMN").status).toBe("pass");
});

test("fails a label column of dates with times", () => {
  const many = makeRelated(400, 1).texts;
  const dates = many.map((_, i) => `2024-01-${10 + (i % 20)} ${10 + (i % 9)}:00:00+01:00`);

  expect(check({ texts: many, labelNames: dates }, "DATA_LABEL_COLUMN").status).toBe("fail");
});

test("warns of labels that are sentences", () => {
  const sentences = ["it was the best of all times they said", "nobody knew what to make of it at all", "sport"];

  expect(check({ texts, labelNames: texts.map((_, i) => sentences[i % 3]!) }, "DATA_LABEL_COLUMN").status).toBe("warn");
});
