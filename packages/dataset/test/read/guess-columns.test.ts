import { expect, test } from "vitest";
import { guessLabelColumn, guessTextColumn } from "../../src/read/_guess-columns.ts";

test.each([
  [["id", "text", "label"], "text", "label"],
  [["TÍTULO", "FECHA", "AUTOR", "CONTENIDO", "CATEGORÍA"], "CONTENIDO", "CATEGORÍA"],
  [["title", "date", "source", "category"], "title", "category"],
  [["Topic", "Category", "headline", "Text"], "Text", "Category"],
])("finds text and label in %j", (header, text, label) => {
  expect(guessTextColumn(header)).toBe(text);
  expect(guessLabelColumn(header)).toBe(label);
});

test("does not choose between equals", () => {
  expect(() => guessTextColumn(["text", "content"])).toThrow(
    'more than one column may be the text: "text","content"; found "text","content"',
  );
});

test("says what there is when it knows none", () => {
  expect(() => guessLabelColumn(["a", "b\u202e"])).toThrow(
    'no column that looks like the label; found "a","b\\u{202e}"',
  );
});
