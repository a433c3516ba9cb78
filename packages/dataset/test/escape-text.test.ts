import { expect, test } from "vitest";
import { escapeText, quoteText } from "../src/escape-text.ts";

test("escapes control, bidi, zero-width and lone surrogate characters", () => {
  expect(escapeText("a\tb\u202Ec\u200Bd\uD800e\u001B[31m")).toBe("a\\u{9}b\\u{202e}c\\u{200b}d\\u{d800}e\\u{1b}[31m");
});

test("leaves letters of any script alone", () => {
  expect(escapeText("año 新闻 🙂")).toBe("año 新闻 🙂");
});

test("leaves joiners inside words and emoji alone, and escapes them elsewhere", () => {
  const words = "می‌خواهم क्‍ष 👩‍🚀 ❤️‍🔥";

  expect(escapeText(words)).toBe(words);
  expect(escapeText("a\u200d b\u200c")).toBe("a\\u{200d} b\\u{200c}");
});

test("cuts long text at 120 characters", () => {
  expect(escapeText("x".repeat(120))).toBe("x".repeat(120));
  expect(escapeText("x".repeat(10_000_000))).toBe(`${"x".repeat(119)}…`);
  expect(escapeText("\u0000".repeat(60)).length).toBe(120);
});

test("quotes names", () => {
  expect(quoteText("Label")).toBe('"Label"');
});
