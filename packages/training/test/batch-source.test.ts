import { expect, test } from "vitest";
import { inGroups } from "../src/batch-source.ts";
import { type BatchSource, firstBatches } from "../src/index.ts";
import { batchesOf, EXAMPLES } from "./_tiny-model.ts";

const sizes = (source: BatchSource, firstBatch?: number): number[] =>
  Array.from(source.epoch(0, firstBatch), ({ labels }) => labels.length);

test("leaves out the later batches of an epoch, also where it goes on", () => {
  const source = batchesOf(EXAMPLES, 1);
  const first = firstBatches(source, 2);

  expect([first.numBatches, sizes(first), sizes(first, 1), sizes(first, 2)]).toEqual([2, [1, 1], [1], []]);
  expect(firstBatches(source, 9).numBatches).toBe(6);
});

test("puts so many items together, and what is left", () => {
  expect([...inGroups([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
});
