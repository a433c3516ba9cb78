import { expect, test } from "vitest";
import { rowsFromMemory } from "../../src/data/memory-rows.ts";
import type { Rows } from "../../src/data/rows.ts";
import { makeFolds } from "../../src/run/folds.ts";
import { type GivenSettings, resolveSettings } from "../../src/settings.ts";

const foldsOf = (
  texts: readonly string[],
  labels: readonly string[],
  given: GivenSettings,
  change: Partial<Rows> = {},
) => {
  const settings = resolveSettings({ split: [1, 0, 0], ...given });
  const rows = { ...rowsFromMemory({ texts, labels }, settings), ...change };
  return makeFolds(
    rows,
    Int32Array.from(rows.splits.train, (row) => rows.labelMap.idOf(labels[row]!)),
    settings,
  );
};

const LETTERS = [..."abcdefghijkl"];
const LABELS: readonly string[] = LETTERS.map((_, i) => (i % 2 === 0 ? "even" : "odd"));

test("every training row is held out once", () => {
  const { folds } = foldsOf(LETTERS, LABELS, { folds: 3 });

  expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...LETTERS.keys()]);
  for (const { train, test } of folds) expect(train.length + test.length).toBe(12);
});

test("equal texts are held out together", () => {
  const texts = ["Ja", "ja ", "b", "c", "d", "e", "JA", "f"];
  const { folds } = foldsOf(
    texts,
    texts.map((_, i) => (i < 4 ? "x" : "y")),
    { folds: 3 },
  );

  const holding = folds.filter(({ test }) => [0, 1, 6].some((row) => test.includes(row)));
  expect(holding.length).toBe(1);
  expect([...holding[0]!.test]).toEqual(expect.arrayContaining([0, 1, 6]));
});

test("groups are held out together, also those that share a text", () => {
  const texts = ["a", "b", "b", "c", "d", "e"];
  const groups = ["ann", "ann", "bob", "bob", "", ""];
  const { folds } = foldsOf(texts, ["x", "y", "x", "y", "x", "y"], { folds: 3 }, { groups });

  const holding = folds.filter(({ test }) => test.some((row) => row < 4));
  expect(holding.length).toBe(1);
});

test("names the classes that some folds lack", () => {
  const labels = LABELS.with(0, "rare").with(1, "rare");

  expect(foldsOf(LETTERS, labels, { folds: 3 }).rareClasses).toEqual(["rare"]);
});

test("refuses more folds than there are different texts", () => {
  expect(() => foldsOf(["a", "A", "b", "b"], ["x", "x", "y", "y"], { folds: 3 })).toThrow(
    expect.objectContaining({
      code: "CONFIG",
      message: "3 folds need as many different training texts, and there are 2",
    }),
  );
});

test("makes none where none are wanted", () => {
  expect(foldsOf(LETTERS, LABELS, { folds: null })).toEqual({ folds: [], rareClasses: [] });
});

test("very many rows and classes are not all answered, and none is trained on by the fold that could answer it", () => {
  const numRows = 4200;
  const texts = Array.from({ length: numRows }, (_, i) => `text ${i}`);
  const { folds } = foldsOf(texts, texts, { folds: 3, checks: false });

  // 17.6 million logits; 16.8 million are kept.
  for (const { train, test } of folds) expect([train.length, test.length]).toEqual([2800, 700]);
  expect(folds[0]!.train.some((row) => folds[0]!.test.includes(row))).toBe(false);
});
