import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTimes, splitByTime } from "../../src/split/split-by-time.ts";
import { allRows, anyFractions, EIGHTY_TEN_TEN, sizes } from "./_splits.ts";

describe("splitByTime", () => {
  test("trains on the oldest rows and tests on the newest", () => {
    const splits = splitByTime([9, 1, 2, 3, 4, 5, 6, 7, 8, 0], EIGHTY_TEN_TEN);

    expect([...splits.train]).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
    expect([...splits.validation]).toEqual([8]);
    expect([...splits.test]).toEqual([0]);
  });

  test("loses and doubles no row, and lets no split overlap with the next in time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), anyFractions, (times, fractions) => {
        const splits = splitByTime(times, fractions);
        const at = (rows: Int32Array): number[] => Array.from(rows, (row) => times[row]!);
        const parts = [splits.train, splits.validation, splits.test].map(at).filter((part) => part.length > 0);

        expect(allRows(splits)).toEqual([...times.keys()]);
        parts.slice(1).forEach((part, i) => {
          expect(Math.max(...parts[i]!)).toBeLessThan(Math.min(...part));
        });
      }),
    );
  });

  test("keeps rows of one time together", () => {
    expect(sizes(splitByTime([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], EIGHTY_TEN_TEN))).toEqual([9, 0, 1]);
  });
});

describe("parseTimes", () => {
  test.each([
    ["2024-01-31", "2024-01-31T00:00:00.000Z"],
    ["2024-01-31 17:05", "2024-01-31T17:05:00.000Z"],
    [" 2024-01-31T17:05:09.5Z ", "2024-01-31T17:05:09.500Z"],
    ["2024-01-31T17:05:00+0100", "2024-01-31T16:05:00.000Z"],
    ["2024-01-31 17:05:00 -03:00", "2024-01-31T20:05:00.000Z"],
  ])("reads %j", (value, expected) => {
    expect(new Date(parseTimes([value])[0]!).toISOString()).toBe(expected);
  });

  test("reads plain numbers", () => {
    expect([...parseTimes(["1704171599", "-3.5"])]).toEqual([1704171599, -3.5]);
  });

  test.each([
    [["2024-01-31", "31/01/2024"], "row 2"],
    [["2024-02-31"], "row 1"],
    [["2024-01-31", ""], "row 2"],
    [["2024", "2024-01-31"], "row 2"],
  ])("refuses %j", (values, place) => {
    expect(() => parseTimes(values)).toThrow(expect.objectContaining({ code: "DATA_SPLIT_VALUE", place }));
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses the time %s", (time) => {
  expect(() => splitByTime([1, time], EIGHTY_TEN_TEN)).toThrow(
    new RangeError(`splitByTime: expected finite times, got ${time} in row 1`),
  );
});
