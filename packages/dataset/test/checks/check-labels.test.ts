import { expect, test } from "vitest";
import { checkDataset } from "../../src/checks/check-dataset.ts";
import { range } from "../../src/rng.ts";
import { check, makeRelated } from "./_reports.ts";

const { texts } = makeRelated(100, 1);
const labelsOf = (sizes: Record<string, number>): string[] =>
  Object.entries(sizes).flatMap(([name, size]) => new Array<string>(size).fill(name));

test("warns of labels that differ only by case and space", () => {
  expect(
    check({ texts, labelNames: labelsOf({ Sport: 40, "sport ": 3, economy: 57 }) }, "LABEL_LOOKALIKE"),
  ).toMatchObject({
    status: "warn",
    message: '"Sport" (40) and "sport " (3) differ only by case/space',
    rows: [40, 41, 42],
  });
});

test("warns of labels that other programs write for missing ones", () => {
  const labelNames = labelsOf({ sport: 40, nan: 30, "\\N": 30 });

  expect(check({ texts, labelNames }, "LABEL_MISSING")).toMatchObject({
    status: "warn",
    message: 'what other programs write where a label is missing is a class here: "\\N" (30), "nan" (30)',
    rows: expect.arrayContaining([40]),
  });
  expect(check({ texts, labelNames: labelsOf({ nano: 50, b: 50 }) }, "LABEL_MISSING").status).toBe("pass");
});

test("warns of labels that differ only by Unicode form", () => {
  const labelNames = labelsOf({ política: 40, "poli\u0301tica": 30, economía: 30 });

  expect(check({ texts, labelNames }, "LABEL_LOOKALIKE").message).toMatch(
    /differ only by case, space or Unicode form$/,
  );
});

test("reports each group of lookalikes", () => {
  const labelNames = labelsOf({ a: 25, A: 25, b: 25, B: 25 });
  const { checks } = checkDataset({ texts, labelNames });

  expect(checks.filter(({ code }) => code === "LABEL_LOOKALIKE")).toHaveLength(2);
});

test("warns of a class with fewer than two rows in a split", () => {
  const labelNames = labelsOf({ a: 60, b: 38, c: 2 });
  const splits = { train: range(99), validation: range(0), test: Int32Array.of(99, 98) };

  expect(check({ texts, labelNames }, "DATA_RARE_CLASS", { splits })).toMatchObject({
    status: "warn",
    message: 'fewer than 2 rows in some split: "a" (0 in test), "b" (0 in test), "c" (1 in train)',
  });
});

test("warns of a class without a training row", () => {
  const splits = { train: range(90), validation: range(0), test: range(100).subarray(90) };

  expect(
    check({ texts, labelNames: labelsOf({ a: 50, b: 45, c: 5 }) }, "DATA_UNTRAINED_CLASS", { splits }),
  ).toMatchObject({
    status: "warn",
    message: 'no training row, so that it will never be predicted: "c" (5)',
    rows: [95, 96, 97, 98, 99],
  });
});

test("without splits, warns of a class with fewer than six rows", () => {
  expect(check({ texts, labelNames: labelsOf({ a: 95, b: 5 }) }, "DATA_RARE_CLASS").message).toMatch(/"b" \(5\)$/);
  expect(check({ texts, labelNames: labelsOf({ a: 94, b: 6 }) }, "DATA_RARE_CLASS").status).toBe("pass");
});

test("warns of a class with more than nine times the rows of another", () => {
  expect(check({ texts, labelNames: labelsOf({ a: 91, b: 9 }) }, "DATA_IMBALANCE")).toMatchObject({
    status: "warn",
    message: 'the largest class, "a" (91), has 10.1 times the rows of the smallest, "b" (9)',
  });
  expect(check({ texts, labelNames: labelsOf({ a: 90, b: 10 }) }, "DATA_IMBALANCE").status).toBe("pass");
});

test("shows foreign names escaped", () => {
  expect(check({ texts, labelNames: labelsOf({ "a\u202e": 96, b: 4 }) }, "DATA_IMBALANCE").message).toContain(
    "a\\u{202e}",
  );
});
