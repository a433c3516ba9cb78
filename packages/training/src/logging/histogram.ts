// How values are spread: small enough to keep of every epoch. k = bins.

import { paramNamesOf, type Trainable } from "../trainable.ts";

const NUM_BINS = 30;

/** Plain data. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly sumSquares: number;
  /** `[k]`, values in bins of equal width from `min` to `max`. */
  readonly counts: readonly number[];
}

/** Histograms by the names of parameters. */
export type WeightHistograms = Readonly<Record<string, Histogram>>;

/** Values that are not finite are left out. */
export function histogramOf(values: Float32Array): Histogram {
  let [min, max, sum, sumSquares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    sumSquares += value * value;
  }
  const counts = new Array<number>(NUM_BINS).fill(0);
  if (min > max) return { min: 0, max: 0, sum, sumSquares, counts };
  const scale = max > min ? NUM_BINS / (max - min) : 0;
  for (const value of values) {
    if (Number.isFinite(value)) counts[Math.min(NUM_BINS - 1, Math.floor((value - min) * scale))]! += 1;
  }
  return { min, max, sum, sumSquares, counts };
}

export async function weightHistograms(model: Pick<Trainable, "params" | "paramNames">): Promise<WeightHistograms> {
  const histograms = model.params.map(async (param) => histogramOf((await param.data()) as Float32Array));
  const names = paramNamesOf(model);
  return Object.fromEntries((await Promise.all(histograms)).map((histogram, i) => [names[i]!, histogram]));
}
