import { expect, test } from "vitest";
import { packedLayout, packSequence } from "../../src/index.ts";

test("lays tokens out by timestep, longest sequence first", () => {
  const { tokenIds, layout } = packSequence(Int32Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(0, 2, 5, 6));

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

test("takes a batch of no sequences, and one of no tokens", () => {
  expect(packSequence(new Int32Array(), Int32Array.of(0)).layout.sortedIndices).toEqual(new Int32Array());
  expect(packSequence(new Int32Array(), Int32Array.of(0, 0, 0)).layout.sortedIndices).toEqual(Int32Array.of(0, 1));
});

test.each([
  ["that end elsewhere", [0, 3], "expected offsets from 0 to 2, got 0 to 3"],
  ["that begin elsewhere", [1, 2], "expected offsets from 0 to 2, got 1 to 2"],
  ["that fall", [0, 3, 2], "expected offsets that never fall, got 3 and 2 at 1"],
  ["that are none", [], "expected offsets from 0 to 2, got undefined to undefined"],
])("refuses offsets %s", (_, offsets, message) => {
  expect(() => packSequence(Int32Array.of(1, 2), Int32Array.from(offsets))).toThrow(message);
});

test("refuses a negative length", () => {
  expect(() => packedLayout(Int32Array.of(1, -1))).toThrow("expected lengths of at least 0, got -1 at 1");
});
