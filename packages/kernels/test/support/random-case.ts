// Seeded inputs for numerical tests, and how far two results are apart.

import { hash32, type PackedLayout } from "../../src/index.ts";

/** A generator of arrays of numbers, uniform in (-1, 1) and exact in float32. */
export function createUniform(seed: number): (size: number) => Float64Array {
  let counter = hash32(seed);
  return (size) => Float64Array.from({ length: size }, () => Math.fround((hash32(counter++) / 2 ** 32) * 2 - 1));
}

/** Largest absolute difference; NaN if there is a NaN. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new RangeError(`${actual.length} values against ${expected.length}`);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!));
  return largest;
}

/** Between sequence-after-sequence rows and packed rows. */
export function packRows(layout: PackedLayout, lengths: readonly number[]) {
  const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, n) => sum + n, 0));
  const order: number[] = [];
  layout.batchSizes.forEach((numRows, t) => {
    for (let i = 0; i < numRows; i++) order.push(starts[layout.sortedIndices[i]!]! + t);
  });
  return {
    pack: (rows: Float64Array, width: number): Float32Array => {
      const packed = new Float32Array(order.length * width);
      order.forEach((row, n) => {
        packed.set(rows.subarray(row * width, (row + 1) * width), n * width);
      });
      return packed;
    },
    unpack: (packed: ArrayLike<number>, width: number): Float64Array => {
      const rows = new Float64Array(order.length * width);
      order.forEach((row, n) => {
        for (let i = 0; i < width; i++) rows[row * width + i] = packed[n * width + i]!;
      });
      return rows;
    },
  };
}
