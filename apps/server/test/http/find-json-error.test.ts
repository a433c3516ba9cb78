import { expect, test } from "vitest";
import { findJsonError } from "../../src/http/find-json-error.ts";

test.each([
  ["", 0, "expected value, found the end"],
  ["  x", 2, "expected value"],
  ["{", 1, "expected key or }, found the end"],
  ["[1,]", 3, "expected value"],
  ["[1 2]", 3, "expected , or ]"],
  ['{"a" 1}', 5, "expected :"],
  ['{"a":1,}', 7, "expected key"],
  ['{"a":1]', 6, "expected , or }"],
  ["{} {}", 3, "expected the end"],
  ["01", 0, "expected value"],
  ["-", 0, "expected value"],
  ["truely", 0, "expected value"],
  ['"a', 2, "a string does not end"],
  ['"a\nb"', 2, "a string holds what has to be escaped"],
  ['"\\x"', 1, "a string holds what has to be escaped"],
  ["{'a':1}", 1, "expected key or }"],
])("finds where %j ends being JSON", (text, index, message) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(findJsonError(text)).toEqual({ index, message });
});

test("agrees with JSON.parse on every cut and every changed character", () => {
  const text = '{"a":[1,-2.5e3,"x\\u00e9\\n\u007f",{}],"b":null,"c":[true,false,[]]}';
  const chars = [...'"{}[],:\\ \u0001x9'];
  let numChecked = 0;
  for (let i = 0; i < text.length; i++) {
    for (const changed of [text.slice(0, i), ...chars.map((char) => text.slice(0, i) + char + text.slice(i + 1))]) {
      const position = positionOf(changed);
      if (position === undefined) continue;
      numChecked++;
      const { index } = findJsonError(changed);
      // Of a number or word that is wrong inside, it is where that begins.
      expect([index <= position, changed.slice(index, position)], changed).toEqual([
        true,
        expect.stringMatching(/^(?:[\w.+-]*|\\u?[\w"]*)$/),
      ]);
    }
  }

  expect(numChecked).toBeGreaterThan(300);
});

/** Where JSON.parse stops, as far as it says so. */
function positionOf(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const [, position] = /at position (\d+)/u.exec(String(error)) ?? [];
    return position === undefined ? undefined : Number(position);
  }
}

test("does not take long for a megabyte", () => {
  const start = performance.now();
  findJsonError(`"${"\\\\".repeat(500_000)}`);
  findJsonError("[".repeat(1_000_000));

  expect(performance.now() - start).toBeLessThan(2000);
});
