// Token data sets for tests.

import type { TokenDataset } from "../../src/batch/token-dataset.ts";

/** A data set with the given token ids; the label of row i is i. */
export function datasetOf(...examples: number[][]): TokenDataset {
  const offsets = [0];
  for (const example of examples) offsets.push(offsets.at(-1)! + example.length);
  return {
    tokenIds: Int32Array.from(examples.flat()),
    offsets: Int32Array.from(offsets),
    labels: Int32Array.from(examples.keys()),
  };
}

/** A data set of examples with the given lengths. */
export function datasetOfLengths(...lengths: number[]): TokenDataset {
  return datasetOf(...lengths.map((length, row) => new Array<number>(length).fill(row + 2)));
}
