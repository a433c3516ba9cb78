import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { COLUMNS, generateRows } from "../src/generate-rows.ts";
import { buildSample, SAMPLE_URL } from "../src/sample.ts";
import { countWords } from "../src/write-text.ts";

const CATEGORIES = ["Ciencia", "Deportes", "Economía", "Entretenimiento", "Política", "Salud", "Tecnología"];

const rows = parse<Record<string, string>>(buildSample(), { columns: true, delimiter: ";" });
const texts = rows.map((row) => row.text ?? "").filter((text) => text !== "");

test("the committed file is what the generator writes, byte for byte", () => {
  // Compared as buffers: a diff of 1.2 MB helps nobody.
  const isSame = readFileSync(SAMPLE_URL).equals(Buffer.from(buildSample(), "utf8"));

  expect(isSame, "run `pnpm --filter @newsclf-internal/sample generate` and commit the file").toBe(true);
});

test("has 3,000 rows with the documented columns", () => {
  expect(rows).toHaveLength(3000);
  expect(Object.keys(rows[0] ?? {})).toEqual([...COLUMNS]);
});

test("has seven categories of similar size", () => {
  const counts = countBy("category");

  expect([...counts.keys()].filter((name) => name !== "").sort()).toEqual([...CATEGORIES].sort());
  for (const category of CATEGORIES) expect(counts.get(category)).toBeGreaterThan(370);
});

test("labels about half of the rows fake and the others real", () => {
  const counts = countBy("label");

  expect([...counts.keys()].sort()).toEqual(["fake", "real"]);
  expect(counts.get("fake")).toBeGreaterThan(1400);
  expect(counts.get("real")).toBeGreaterThan(1400);
});

test("has texts of 20 to 70 words, none of them twice", () => {
  for (const text of texts) expect(countWords(text)).toBeGreaterThanOrEqual(20);
  for (const text of texts) expect(countWords(text)).toBeLessThanOrEqual(70);
  expect(new Set(texts).size).toBe(texts.length);
});

test.each([
  ["text", 5, 40],
  ["category", 20, 80],
  ["source", 60, 200],
  ["author", 120, 300],
])("leaves some cells of %s empty", (column, least, most) => {
  const numEmpty = countBy(column).get("") ?? 0;

  expect(numEmpty).toBeGreaterThanOrEqual(least);
  expect(numEmpty).toBeLessThanOrEqual(most);
});

test.each(['"', ";", "\n"])("has texts that hold %j", (character) => {
  expect(texts.filter((text) => text.includes(character)).length).toBeGreaterThan(20);
});

test("is composed Unicode with line feeds and ends in one", () => {
  const file = buildSample();

  expect(file).toBe(file.normalize("NFC"));
  expect(file).not.toContain("\r");
  expect(file.endsWith("\n")).toBe(true);
});

test("leaves no slot unfilled", () => {
  expect(buildSample()).not.toMatch(/[{}]/u);
});

test("writes other rows for another seed", () => {
  expect(generateRows(5, 1)).toEqual(generateRows(5, 1));
  expect(generateRows(5, 1)).not.toEqual(generateRows(5, 2));
});

function countBy(column: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[column] ?? "", (counts.get(row[column] ?? "") ?? 0) + 1);
  return counts;
}
