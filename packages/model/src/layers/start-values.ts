// How weights start: rules that give all numbers of a parameter from a stream of random ones, the same on every engine.

import { hash32 } from "@newsclf/kernels/engine";

/** How weights start: Keras's rules (Glorot, orthogonal, forget bias 1) or PyTorch's (uniform by fan-in, N(0, 1)). */
export type Initializer = "keras" | "pytorch";

/** The next number in (0, 1). */
export type Uniform = () => number;

/** All numbers of a parameter of `size` numbers. */
export type Start = (size: number, uniform: Uniform) => Float32Array;

/** The numbers in (0, 1) that a uint32 key selects. */
export function uniformSource(key: number): Uniform {
  let counter = 0;
  return () => (hash32(key ^ counter++) + 0.5) / 2 ** 32;
}

export const zeros: Start = (size) => new Float32Array(size);

/** Uniform in (-limit, limit). */
export function within(limit: number): Start {
  return (size, uniform) => Float32Array.from({ length: size }, () => (2 * uniform() - 1) * limit);
}

/** Glorot & Bengio 2010. */
export function glorot(fanIn: number, fanOut: number): Start {
  return within(Math.sqrt(6 / (fanIn + fanOut)));
}

/** N(0, 1). */
export const standardNormal: Start = (size, uniform) => Float32Array.from({ length: size }, () => normal(uniform));

/** Orthonormal rows, by modified Gram-Schmidt on a normal matrix (Saxe et al. 2014). */
export function orthogonalRows(width: number): Start {
  return (size, uniform) => {
    const matrix = Float64Array.from({ length: size }, () => normal(uniform));
    for (let i = 0; i < size; i += width) {
      const row = matrix.subarray(i, i + width);
      for (let j = 0; j < i; j += width) {
        const other = matrix.subarray(j, j + width);
        let dot = 0;
        for (let k = 0; k < width; k++) dot += row[k]! * other[k]!;
        for (let k = 0; k < width; k++) row[k]! -= dot * other[k]!;
      }
      const norm = Math.hypot(...row);
      for (let k = 0; k < width; k++) row[k]! /= norm;
    }
    return Float32Array.from(matrix);
  };
}

/** Box & Muller 1958. */
function normal(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
