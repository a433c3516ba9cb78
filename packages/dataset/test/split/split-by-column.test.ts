import fc from "fast-check";
import { expect, test } from "vitest";
import { splitByColumn } from "../../src/split/split-by-column.ts";
import { allRows } from "./_splits.ts";

test("reads the usual names in any case", () => {
  const splits = splitByColumn(["train", " Test ", "dev", "VAL", "training", "validation", "eval"]);

  expect([...splits.train]).toEqual([0, 4]);
  expect([...splits.validation]).toEqual([2, 3, 5]);
  expect([...splits.test]).toEqual([1, 6]);
});

test("loses and doubles no row", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("train", "dev", "test")), (values) => {
      expect(allRows(splitByColumn(values))).toEqual([...values.keys()]);
    }),
  );
});

test.each(["", "sport", "constructor"])("refuses %j with its row", (value) => {
  expect(() => splitByColumn(["train", value])).toThrow(
    expect.objectContaining({ code: "DATA_SPLIT_VALUE", place: "row 2" }),
  );
});
