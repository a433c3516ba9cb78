import { expect, test } from "vitest";
import { csvLine } from "../../src/tables/csv-line.ts";

test.each([
  [["plain", "also plain"], "plain,also plain\n"],
  [["a, b"], '"a, b"\n'],
  [['say "no"'], '"say ""no"""\n'],
  [["two\nlines"], '"two\nlines"\n'],
  [[" padded "], '" padded "\n'],
  [["", 0.5], ",0.5\n"],
])("writes %j as %j", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

test.each(["=1+1", "+1", "-1", "@name", "\tx"])("disarms the formula %j on request", (text) => {
  expect(csvLine([text], { safe: true })).toContain(`'${text}`);
  expect(csvLine([text])).not.toContain("'");
});

test("leaves numbers as they are", () => {
  expect(csvLine([-1], { safe: true })).toBe("-1\n");
});
