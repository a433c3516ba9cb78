import { expect, test } from "vitest";
import { checkDataset } from "../../src/checks/check-dataset.ts";
import { range } from "../../src/rng.ts";
import { check, makeRelated } from "./_reports.ts";

test("fails without rows and with one class, and looks no further", () => {
  expect(checkDataset({ texts: [], labelNames: [] })).toMatchObject({
    status: "fail",
    checks: [{ code: "DATA_ROWS" }],
  });
  expect(checkDataset({ texts: ["a", "b"], labelNames: ["x", "x"] })).toMatchObject({
    status: "fail",
    checks: [{ code: "DATA_ONE_CLASS", message: 'all 2 rows have label "x"; need at least 2' }],
  });
});

test("warns of a test split that is too small to measure on", () => {
  const splits = { train: range(800), validation: range(0), test: range(1000).subarray(975) };

  expect(check(makeRelated(1000, 1), "DATA_ROWS", { splits })).toMatchObject({
    status: "warn",
    message: "1,000 rows in 3 classes, of them 25 to test on: the score will be known to plus or minus 20 points",
  });
});

test("says that there will be no score where there is no test row", () => {
  const splits = { train: range(100), validation: range(0), test: range(0) };

  expect(check(makeRelated(100, 1), "DATA_ROWS", { splits }).message).toMatch(/there will be no score$/);
});

test("tells empty texts, texts without a word, blank labels and short texts apart", () => {
  const examples = { texts: ["a b c", " ", "?!", "one", "d e f"], labelNames: ["x", "x", "y", "y", " "] };

  expect(check(examples, "ROW_EMPTY_TEXT")).toMatchObject({ status: "warn", rows: [1] });
  expect(check(examples, "ROW_NO_TOKENS")).toMatchObject({ status: "warn", rows: [2] });
  expect(check(examples, "ROW_EMPTY_LABEL")).toMatchObject({ status: "warn", rows: [4] });
  expect(check(examples, "DATA_SHORT_TEXT")).toMatchObject({ status: "warn", rows: [3] });
});

test("counts several wordless texts in the plural", () => {
  const examples = { texts: ["?!", "...", "one"], labelNames: ["x", "y", "x"] };

  expect(check(examples, "ROW_NO_TOKENS").message).toBe("2 wordless texts (66.7 %)");
});

test("names twenty rows and counts them all", () => {
  const examples = { texts: new Array(50).fill(""), labelNames: Array.from({ length: 50 }, (_, i) => `${i % 2}`) };
  const { rows, numRows } = check(examples, "ROW_EMPTY_TEXT");

  expect(rows).toEqual([...range(20)]);
  expect(numRows).toBe(50);
});
