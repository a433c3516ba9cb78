import { expect, test } from "vitest";
import { type Batch, cutBatch } from "../../src/index.ts";

const BATCH: Batch = {
  tokenIds: Int32Array.of(7, 1, 2, 9, 9, 9, 4),
  offsets: Int32Array.of(0, 1, 3, 3, 6, 7),
  labels: Int32Array.of(0, 1, 2, 3, 4),
  rows: Int32Array.of(50, 40, 30, 20, 10),
};

test("each part has every n-th example", () => {
  expect(cutBatch(BATCH, 2)).toEqual([
    {
      tokenIds: Int32Array.of(7, 4),
      offsets: Int32Array.of(0, 1, 1, 2),
      labels: Int32Array.of(0, 2, 4),
      rows: Int32Array.of(50, 30, 10),
    },
    {
      tokenIds: Int32Array.of(1, 2, 9, 9, 9),
      offsets: Int32Array.of(0, 2, 5),
      labels: Int32Array.of(1, 3),
      rows: Int32Array.of(40, 20),
    },
  ]);
});

test("one part is the whole", () => {
  expect(cutBatch(BATCH, 1)).toEqual([BATCH]);
});

test("there are no more parts than examples", () => {
  const parts = cutBatch(BATCH, 9);

  expect(parts.map(({ rows }) => [...rows])).toEqual([[50], [40], [30], [20], [10]]);
});

test.each([0, -1, 1.5, Number.NaN])("%d parts are none", (numParts) => {
  expect(() => cutBatch(BATCH, numParts)).toThrow("cutBatch: expected numParts to be a positive integer");
});
