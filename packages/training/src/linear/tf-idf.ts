// Bags of words as sparse rows. n = examples, V = vocabulary size.

import type { TokenDataset } from "@newsclf/dataset";
import type { SparseRows } from "./sparse-rows.ts";

/**
 * How much a token tells: `ln((1 + n) / (1 + df)) + 1`, with `df` the examples that hold it (scikit-learn's smooth form).
 *
 * @returns `[V]`.
 */
export function inverseDocumentFrequency({ columns, offsets }: SparseRows, vocabSize: number): Float32Array {
  const n = offsets.length - 1;
  const df = new Float32Array(vocabSize);
  for (const column of columns) df[column]! += 1;
  return df.map((count) => Math.log((1 + n) / (1 + count)) + 1);
}

/** How often each token occurs in each example. */
export function countTokens(
  { tokenIds, offsets }: Pick<TokenDataset, "tokenIds" | "offsets">,
  vocabSize: number,
): SparseRows {
  const columns = new Int32Array(tokenIds.length);
  const values = new Float32Array(tokenIds.length);
  const ends = new Int32Array(offsets.length);
  const entryOf = new Int32Array(vocabSize).fill(-1);
  let end = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const start = end;
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const id = tokenIds[i]!;
      if (!(id < vocabSize))
        throw new RangeError(`countTokens: row ${row} has token id ${id}, vocabSize is ${vocabSize}`);
      // An entry from an earlier row is stale: this row's begin at `start`.
      if (entryOf[id]! < start) {
        entryOf[id] = end;
        columns[end++] = id;
      }
      values[entryOf[id]!]! += 1;
    }
    ends[row + 1] = end;
  }
  return { columns: columns.slice(0, end), values: values.slice(0, end), offsets: ends };
}

/** `(1 + ln count) * idf` (sublinear counts: the tenth repetition tells little), each row scaled to length 1; writes into `values`. */
export function weighRows({ columns, values, offsets }: SparseRows, idf: Float32Array): SparseRows {
  for (let row = 0; row + 1 < offsets.length; row++) {
    let square = 0;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
      values[k] = (1 + Math.log(values[k]!)) * idf[columns[k]!]!;
      square += values[k]! ** 2;
    }
    const norm = Math.sqrt(square);
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) values[k]! /= norm;
  }
  return { columns, values, offsets };
}
