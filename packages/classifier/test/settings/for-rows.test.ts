import { expect, test } from "vitest";
import { forRows } from "../../src/settings/for-rows.ts";
import { resolveSettings } from "../../src/settings.ts";

test("few rows are passed over more often, in smaller steps", () => {
  const sizes = [1000, 3000, 30_000].map((numRows) => forRows(resolveSettings({}), numRows, 4));

  expect(sizes.map(({ numEpochs, batchSize }) => [numEpochs, batchSize])).toEqual([
    [12, 8],
    [9, 16],
    [6, 32],
  ]);
});

test("what was chosen counts for any number of rows", () => {
  expect(forRows(resolveSettings({ numEpochs: 3, batchSize: 5 }), 10, 4)).toMatchObject({ numEpochs: 3, batchSize: 5 });
});

test("rows and classes that are too many for a linear model leave the LSTM", () => {
  const settings = resolveSettings({});

  expect(forRows(settings, 2 ** 15, 2 ** 10).parts).toEqual(["lstm", "ngrams"]);
  expect(forRows(settings, 2 ** 15 + 1, 2 ** 10).parts).toEqual(["lstm"]);
});

test("a few batches are for the LSTM alone", () => {
  const settings = resolveSettings({ overfitBatches: 2 });

  expect(forRows(settings, 100, 4)).toMatchObject({ parts: ["lstm"], folds: null });
  expect(() => forRows({ ...settings, parts: ["ngrams"] }, 100, 4)).toThrow("overfitBatches needs the LSTM");
});

test("or nothing, where that is not wanted", () => {
  expect(() => forRows(resolveSettings({ parts: ["ngrams"] }), 50_000, 10_000)).toThrow(
    "n-grams of 50000 texts and 10000 classes would take too long",
  );
});
