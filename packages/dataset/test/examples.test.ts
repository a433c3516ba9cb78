import { expect, test } from "vitest";
import { appendExamples, emptyExamples, selectExamples } from "../src/index.ts";

test("appends blocks, larger than a call may have arguments", () => {
  const block = emptyExamples(["date"]);
  for (let i = 0; i < 200_000; i++) {
    block.texts.push("a");
    block.labelNames.push("x");
    block.titles.push("a");
    block.records.push(i + 1);
    block.columns.get("date")!.push("2024");
  }
  const all = emptyExamples(["date"]);
  appendExamples(all, block);
  appendExamples(all, block);

  expect(all.texts.length).toBe(400_000);
  expect(all.columns.get("date")!.length).toBe(400_000);
});

test("selects rows in the order that is asked for", () => {
  const examples = {
    texts: ["a", "b", "c"],
    labelNames: ["x", "y", "x"],
    titles: ["A", "B", "C"],
    records: [1, 2, 4],
    columns: new Map([["date", ["1", "2", "3"]]]),
  };

  expect(selectExamples(examples, [2, 0])).toEqual({
    texts: ["c", "a"],
    labelNames: ["x", "x"],
    titles: ["C", "A"],
    records: [4, 1],
    columns: new Map([["date", ["3", "1"]]]),
  });
});
