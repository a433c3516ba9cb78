import { expect, test } from "vitest";
import { finishHash, HASH_SEED, hashUnit, WordTable } from "../src/index.ts";

const unitsOf = (word: string): Uint16Array => Uint16Array.from(word, (_, i) => word.charCodeAt(i));
const hashOf = (word: string): number => finishHash(unitsOf(word).reduce(hashUnit, HASH_SEED));
const find = (table: WordTable, word: string): number => table.find(unitsOf(word), word.length, hashOf(word));
const add = (table: WordTable, word: string): number => table.add(unitsOf(word), word.length, hashOf(word));

/** Some of one unit, some of thousands. */
const MANY = Array.from({ length: 3000 }, (_, i) => `${i.toString(36)}${"é".repeat(i % 700 === 3 ? 5000 : i % 5)}`);

test("numbers words in the order in which they are added, each once", () => {
  const table = new WordTable();

  expect(["gato", "", "perro", "gato", "\ud800"].map((word) => add(table, word))).toEqual([0, 1, 2, 0, 3]);
  expect(table.size).toBe(4);
});

test("finds what was added, and nothing else", () => {
  const table = new WordTable(1);
  for (const word of MANY) add(table, word);

  expect(MANY.map((word) => find(table, word))).toEqual(MANY.map((_, i) => i));
  expect(find(table, "nobody")).toBe(-1);
  expect(table.word(3)).toBe(MANY[3]);
});

test("words with the same hash are told apart", () => {
  const table = new WordTable();
  table.add(unitsOf("a"), 1, 7);
  table.add(unitsOf("b"), 1, 7);

  expect([table.find(unitsOf("a"), 1, 7), table.find(unitsOf("b"), 1, 7), table.find(unitsOf("c"), 1, 7)]).toEqual([
    0, 1, -1,
  ]);
});

test("of many words at once is the same as one after another", () => {
  const table = WordTable.of(MANY);

  expect(MANY.map((word) => find(table, word))).toEqual(MANY.map((_, i) => i));
  expect(MANY.map((_, i) => table.hash(i))).toEqual(MANY.map(hashOf));
  expect(add(table, "one more")).toBe(MANY.length);
  expect(table.word(MANY.length)).toBe("one more");
});

test("selects words in the order given", () => {
  const table = WordTable.of(["a", "b", "c"]).select([2, 0]);

  expect([table.word(0), table.word(1), find(table, "b"), table.size]).toEqual(["c", "a", -1, 2]);
});
