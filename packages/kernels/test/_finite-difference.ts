// Central differences of a float64 function: what a gradient must agree with.

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
