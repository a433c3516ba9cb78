import { expect, test } from "vitest";
import { parseStrictJson } from "../../src/files/strict-json.ts";

test("gives what JSON.parse gives", () => {
  const text = ' {"a": [1, {"a": "x:{}\\"y"}, {"a": null}], "b": -1.5e3} ';

  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['{"a":1,"b":{"a":2},"a":3}', 'duplicate key "a" at character 22'],
  ['{"a":1,"\\u0061":2}', 'duplicate key "a" at character 15'],
  ["[".repeat(33) + "]".repeat(33), "more than 32 levels at character 32"],
])("refuses %s", (text, message) => {
  expect(() => parseStrictJson(text)).toThrow(message);
});

test.each(["", "{", '{"a":1} x', "{'a':1}", '"\n"', "NaN"])("refuses what is no JSON: %j", (text) => {
  expect(() => parseStrictJson(text)).toThrow(SyntaxError);
});
