import { expect, test } from "vitest";
import { packedLayout, packSequence } from "../src/index.ts";

test("lays tokens out by timestep, longest sequence first", () => {
  const { tokenIds, layout } = packSequence(Int32Array.of(1, 2, 0, 3, 4, 5, 6, 0, 0), Int32Array.of(2, 3, 1));

  expect([...tokenIds]).toEqual([3, 1, 6, 4, 2, 5]);
  expect([...layout.batchSizes]).toEqual([3, 2, 1]);
  expect([...layout.offsets]).toEqual([0, 3, 5, 6]);
  expect([...layout.sortedIndices]).toEqual([1, 0, 2]);
});

test("keeps the order of sequences of one length", () => {
  expect([...packedLayout(Int32Array.of(2, 2, 2)).sortedIndices]).toEqual([0, 1, 2]);
});

test("gives empty sequences no row", () => {
  const layout = packedLayout(Int32Array.of(0, 1, 0));

  expect(layout.numTokens).toBe(1);
  expect([...layout.sortedLengths]).toEqual([1, 0, 0]);
});

test("refuses a length that does not fit", () => {
  expect(() => packSequence(Int32Array.of(1, 2), Int32Array.of(3))).toThrow(
    "a length of 3 does not fit rows of 2 tokens",
  );
  expect(() => packedLayout(Int32Array.of(1, -1))).toThrow("expected lengths of at least 0, got -1 at 1");
});
