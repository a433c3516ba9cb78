import { expect, test } from "vitest";
import { KeyTable } from "../../src/ngrams/key-table.ts";

test("keys get numbers in the order in which they come", () => {
  const table = new KeyTable();

  expect([70, 5, 900].map((key) => table.add(key))).toEqual([0, 1, 2]);
});

test("a key that is there keeps its number", () => {
  const table = new KeyTable();
  table.add(70);
  table.add(5);

  expect(table.add(70)).toBe(0);
  expect(table.size).toBe(2);
});

test("finds the keys that were added and no others", () => {
  const table = new KeyTable();
  table.add(70);

  expect(table.find(70)).toBe(0);
  expect(table.find(71)).toBe(-1);
  expect(table.size).toBe(1);
});

test("tells keys apart that fall on the same slot", () => {
  const table = new KeyTable(2);
  table.add(1);
  table.add(1 + 2 ** 16);

  expect([1, 1 + 2 ** 16, 1 + 2 ** 17].map((key) => table.find(key))).toEqual([0, 1, -1]);
});

test.each([0, 2 ** 31, 2 ** 32 - 1])("%d is a key like any other", (key) => {
  const table = new KeyTable();

  expect(table.find(key)).toBe(-1);
  expect(table.add(key)).toBe(0);
  expect(table.find(key)).toBe(0);
  expect([...table.keys()]).toEqual([key]);
});

test("gives the keys in the order of their numbers", () => {
  const table = new KeyTable();
  for (const key of [9, 2 ** 32 - 1, 3, 9]) table.add(key);

  expect(table.keys()).toEqual(Uint32Array.of(9, 2 ** 32 - 1, 3));
});

test.each([0, 1, 1024])("grows beyond a capacity of %d, and numbers stay", (capacity) => {
  const table = new KeyTable(capacity);
  const keys = Array.from({ length: 3000 }, (_, i) => (i * 0x9e3779b9) >>> 0);
  for (const key of keys) table.add(key);

  expect(keys.map((key) => table.find(key))).toEqual([...keys.keys()]);
  expect([...table.keys()]).toEqual(keys);
});

test("an empty table finds nothing", () => {
  expect(new KeyTable(0).find(1)).toBe(-1);
});
