import { expect, test } from "vitest";
import { collate } from "../src/collate.ts";
import { datasetOf } from "./_datasets.ts";

const dataset = datasetOf([5, 6, 7], [8], []);

test("pads to the longest of the batch", () => {
  const batch = collate(dataset, Int32Array.of(1, 0));

  expect([...batch.tokenIds]).toEqual([8, 0, 0, 5, 6, 7]);
  expect([...batch.lengths]).toEqual([1, 3]);
  expect([...batch.labels]).toEqual([1, 0]);
  expect([...batch.rows]).toEqual([1, 0]);
});

test("pads with the padding id asked for", () => {
  expect([...collate(dataset, Int32Array.of(0, 1), { padId: 9 }).tokenIds]).toEqual([5, 6, 7, 8, 9, 9]);
});

test("pads and truncates to a fixed length, counting padding as tokens", () => {
  const batch = collate(dataset, Int32Array.of(0, 1, 2), { padToLength: 2 });

  expect([...batch.tokenIds]).toEqual([5, 6, 8, 0, 0, 0]);
  expect([...batch.lengths]).toEqual([2, 2, 2]);
});

test("gives a batch of empty texts one column", () => {
  const batch = collate(dataset, Int32Array.of(2));

  expect([...batch.tokenIds]).toEqual([0]);
  expect([...batch.lengths]).toEqual([0]);
});

test("widens two-byte ids", () => {
  const narrow = { ...dataset, tokenIds: Uint16Array.from(dataset.tokenIds) };

  expect(collate(narrow, Int32Array.of(1)).tokenIds).toEqual(Int32Array.of(8));
});
