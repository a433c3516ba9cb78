// Central differences of a float64 function: what a gradient must agree with.

import { largestError } from "./random-case.ts";

/** dL/dx for every entry of `x`. */
export function numericalGradient(loss: () => number, x: Float64Array, step = 1e-5): Float64Array {
  return x.map((value, i) => {
    x[i] = value + step;
    const above = loss();
    x[i] = value - step;
    const below = loss();
    x[i] = value;
    return (above - below) / (2 * step);
  });
}

/** The largest difference between a gradient and central differences, as a fraction of the largest entry. */
export function gradientError(gradient: ArrayLike<number>, loss: () => number, x: Float64Array): number {
  const expected = numericalGradient(loss, x);
  return largestError(gradient, expected) / expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-3);
}

/** What a gradient's error may be. */
export const GRADIENT_TOLERANCE = 1e-5;
