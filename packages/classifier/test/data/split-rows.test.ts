import { expect, test } from "vitest";
import { rowsFromMemory } from "../../src/data/memory-rows.ts";
import type { Rows } from "../../src/data/rows.ts";
import type { LabelledTexts } from "../../src/index.ts";
import { type GivenSettings, resolveSettings } from "../../src/settings.ts";

const TEXTS = Array.from({ length: 40 }, (_, i) => `text ${i % 20}`);
const LABELS = TEXTS.map((_, i) => (i % 2 === 0 ? "x" : "y"));

const split = (given: GivenSettings, test?: LabelledTexts, validation?: LabelledTexts): Rows =>
  rowsFromMemory(
    { texts: TEXTS, labels: LABELS, validation, test },
    resolveSettings({ split: [0.6, 0.2, 0.2], ...given }),
  );

const textsOf = ({ splits, texts }: Rows, name: keyof Rows["splits"]): string[] =>
  Array.from(splits[name], (row) => texts[row]!);

test.each(["stratified", "random", "hash"] as const)(
  "%s: equal texts are in one split, and none is lost",
  (splitMethod) => {
    const rows = split({ splitMethod });
    const sides = ["train", "validation", "test"].map((name) => new Set(textsOf(rows, name as "train")));

    expect(sides.reduce((sum, side) => sum + side.size, 0)).toBe(20);
    expect(textsOf(rows, "train").length + textsOf(rows, "validation").length + textsOf(rows, "test").length).toBe(40);
    expect(rows.copies).toMatchObject({ numRepeated: 20, numDropped: 0, numLeftOut: 0 });
  },
);

test("keep: rows are split as they come", () => {
  const rows = split({ duplicates: "keep" });
  const test = new Set(textsOf(rows, "test"));

  expect(textsOf(rows, "train").some((text) => test.has(text))).toBe(true);
});

test("drop: of equal texts the first stays", () => {
  const rows = split({ duplicates: "drop" });
  const all = Object.values(rows.splits).flatMap((side) => [...side]);

  expect(all.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  expect(rows.copies.numDropped).toBe(20);
});

test("drop-conflicting: a text with two labels is dropped, its repetitions too", () => {
  const labels = LABELS.with(25, "x");
  const settings = resolveSettings({ duplicates: "drop-conflicting" });
  const rows = rowsFromMemory({ texts: TEXTS, labels }, settings);
  const all = Object.values(rows.splits).flatMap((side) => [...side]);

  expect(all.length).toBe(19);
  expect(all).not.toContain(5);
  expect(rows.copies.numDropped).toBe(21);
});

test("texts for validation are that split, and the others have its share", () => {
  const rows = split({}, undefined, { texts: ["new 1", "new 2", "text 3"], labels: ["x", "y", "x"] });

  expect(textsOf(rows, "validation").filter((text) => text !== "text 3")).toEqual(["new 1", "new 2"]);
  expect([...textsOf(rows, "train"), ...textsOf(rows, "test")].length).toBeGreaterThanOrEqual(38);
  // 0.2 of 0.6 + 0.2.
  expect(textsOf(rows, "test").length).toBe(10);
  expect(textsOf(rows, "train")).not.toContain("text 3");
});

test("where validation and test are given, all other texts are for training", () => {
  const [validation, test] = ["new 1", "new 2"].map((text) => ({ texts: [text], labels: ["x"] }));
  const rows = split({}, test, validation);

  expect(textsOf(rows, "train")).toEqual(TEXTS);
  expect(textsOf(rows, "validation")).toEqual(["new 1"]);
  expect(textsOf(rows, "test")).toEqual(["new 2"]);
});

test("training texts that are also in the test file are left out", () => {
  const rows = split({}, { texts: ["TEXT  3", "new"], labels: ["x", "y"] });

  expect(textsOf(rows, "test")).toEqual(["TEXT  3", "new"]);
  expect([...textsOf(rows, "train"), ...textsOf(rows, "validation")]).not.toContain("text 3");
  expect(rows.copies.numLeftOut).toBe(2);
});

test("of texts without labels those that are new are used, each once", () => {
  const unlabelled = ["new", "New ", "TEXT 1", "text 3", "other"];
  const test = { texts: ["text 3"], labels: ["x"] };
  const rows = rowsFromMemory({ texts: TEXTS, labels: LABELS, test, unlabelled }, resolveSettings());

  expect(rows.unlabelled).toEqual({ texts: ["new", "other"], numGiven: 5, numMeasured: 1 });
});
