import { expect, test } from "vitest";
import { countRows, selectRows, tokenLengths, truncateTokens } from "../../src/batch/token-dataset.ts";
import { datasetOf } from "./_datasets.ts";

const dataset = datasetOf([5, 6], [], [7]);

test("counts rows and tokens", () => {
  expect(countRows(dataset)).toBe(3);
  expect([...tokenLengths(dataset)]).toEqual([2, 0, 1]);
});

test("selects rows in the order asked for", () => {
  const selected = selectRows(dataset, [2, 0, 2]);

  expect([...selected.tokenIds]).toEqual([7, 5, 6, 7]);
  expect([...selected.offsets]).toEqual([0, 1, 3, 4]);
  expect([...selected.labels]).toEqual([2, 0, 2]);
});

test("keeps two-byte ids two bytes wide", () => {
  const narrow = { ...dataset, tokenIds: Uint16Array.from(dataset.tokenIds) };

  expect(selectRows(narrow, [0]).tokenIds).toEqual(Uint16Array.of(5, 6));
});

test("refuses a row that does not exist", () => {
  expect(() => selectRows(dataset, [3])).toThrow("selectRows: expected a row in 0..2, got 3");
});

test("cuts long examples and leaves the others", () => {
  const cut = truncateTokens(datasetOf([5, 6, 7], [], [8], [9, 10]), 2);

  expect([...cut.tokenIds]).toEqual([5, 6, 8, 9, 10]);
  expect([...cut.offsets]).toEqual([0, 2, 2, 3, 5]);
  expect([...cut.labels]).toEqual([0, 1, 2, 3]);
});

test("copies nothing where nothing is to be cut", () => {
  expect(truncateTokens(dataset, 2)).toBe(dataset);
});

test("refuses to cut everything", () => {
  expect(() => truncateTokens(dataset, 0)).toThrow("truncateTokens: expected maxLength of at least 1, got 0");
});
