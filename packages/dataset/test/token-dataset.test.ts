import { expect, test } from "vitest";
import { countRows, selectRows, tokenLengths } from "../src/token-dataset.ts";
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
