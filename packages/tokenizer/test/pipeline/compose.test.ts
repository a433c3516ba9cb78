import { expect, test } from "vitest";
import { composeText } from "../../src/pipeline/_compose.ts";

// Marks of classes 1, 9, 202, 220, 230 and 240, two of class 0, and one that decomposes into two.
const MARKS = ["\u0334", "\u094d", "\u0327", "\u0323", "\u0301", "\u0302", "\u0345", "\u0903", "\u20dd", "\u0344"];

test("equals NFC on long runs of marks in any order", () => {
  let state = 1;
  for (let round = 0; round < 200; round++) {
    let text = "xe";
    for (let i = 0; i < 60; i++) {
      state = Math.imul(state, 1664525) + 1013904223;
      text += MARKS[(state >>> 16) % (round % 2 === 0 ? 8 : MARKS.length)];
    }
    text += "q\u0301 ";

    expect(composeText(text + text)).toBe((text + text).normalize("NFC"));
  }
});

test("takes linear time on a megabyte of marks", () => {
  const text = `a${"\u0301\u0323".repeat(250_000)}${"\u0301".repeat(250_000)}${"\u0323".repeat(250_000)}`;

  // Sorting by insertion would take hours.
  expect(composeText(text).slice(0, 2)).toBe("ạ\u0323");
});
