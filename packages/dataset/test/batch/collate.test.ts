import { expect, test } from "vitest";
import { collate } from "../../src/batch/collate.ts";
import { datasetOf } from "./_datasets.ts";

const dataset = datasetOf([5, 6, 7], [8], []);

test("copies rows one after another, in the order asked for", () => {
  expect(collate(dataset, Int32Array.of(1, 2, 0))).toEqual({
    tokenIds: Int32Array.of(8, 5, 6, 7),
    offsets: Int32Array.of(0, 1, 1, 4),
    labels: Int32Array.of(1, 2, 0),
    rows: Int32Array.of(1, 2, 0),
  });
});

test("gives a batch of empty texts no tokens", () => {
  const batch = collate(dataset, Int32Array.of(2));

  expect(batch.tokenIds).toEqual(new Int32Array(0));
  expect(batch.offsets).toEqual(Int32Array.of(0, 0));
});

test("cuts and fills to a fixed length, padding being read as tokens", () => {
  const batch = collate(dataset, Int32Array.of(0, 1, 2), { padToLength: 2, padId: 9 });

  expect(batch.tokenIds).toEqual(Int32Array.of(5, 6, 8, 9, 9, 9));
  expect(batch.offsets).toEqual(Int32Array.of(0, 2, 4, 6));
});

test("pads nothing without a length", () => {
  expect(collate(dataset, Int32Array.of(0, 1), { padId: 9 }).tokenIds).toEqual(Int32Array.of(5, 6, 7, 8));
});

test("widens two-byte ids", () => {
  const narrow = { ...dataset, tokenIds: Uint16Array.from(dataset.tokenIds) };

  expect(collate(narrow, Int32Array.of(1)).tokenIds).toEqual(Int32Array.of(8));
});
