// A batch in parts, for processes that share it.

import { type Batch, collate } from "./collate.ts";

/**
 * Every n-th example each, so that texts that stand together because they are of like length are spread.
 *
 * @param batch - Of at least one example.
 * @param numParts - At least 1; a smaller batch has fewer, of one example each.
 */
export function cutBatch(batch: Batch, numParts: number): Batch[] {
  if (!Number.isInteger(numParts) || numParts < 1) {
    throw new RangeError(`cutBatch: expected numParts to be a positive integer, got ${numParts}`);
  }
  const numExamples = batch.rows.length;
  const count = Math.min(numParts, numExamples);
  return Array.from({ length: count }, (_, part) => {
    const places = Int32Array.from({ length: Math.ceil((numExamples - part) / count) }, (_, i) => part + i * count);
    return { ...collate(batch, places), rows: places.map((place) => batch.rows[place]!) };
  });
}
